// Package door is how other goroutines come into the window: news of jobs, answers of work that was asked for, timers, and what the disk keeps of the person's choices.
//
// The rules of this room:
//   - Fyne's queue has no end and stands still while a window is resized, so at most one function of an inbox is pending in it, and of each job only the latest news.
//   - Nothing slow happens on the Fyne goroutine: it is asked of the inbox, which runs it on a goroutine of its own and brings the answer back.
//   - Whatever was begun here has ended when Close returns. What has not been delivered by then is dropped, so nothing that matters is saved in an answer.
//   - fyne.Do is named here and nowhere else. Tests give an inbox a queue of their own instead: see doortest.
package door
