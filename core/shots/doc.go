// Package shots makes many clips of one idea: a list of shots, each a picture with its prompt, aspect and engine, that is edited as a whole, begun once, and then carried
// out by the studio shot by shot.
//
// The rules of this room:
//   - A [List] is a value. Its methods return a changed list and leave the old one as it was.
//   - A list is begun whole or not at all: what is wrong with it is said for every row before anything is submitted.
//   - A row is submitted at most once, ever. The id of its job is on the disk before the studio hears of it, and the studio takes no id twice; what became of a row
//     is read from its job, so that no kill, at any moment, makes a second submit or loses a row. A job that was taken back before anything was sent is not used again: its row
//     gets another id, in the same way.
//   - A row is never sent for more than the person has agreed to for it, nor with a picture that has been changed since the list was begun.
//   - What the person decides, such as a pause, is on the disk before it is carried out, and whoever resumes the list carries out the rest of it.
//   - A list that is being carried out belongs to one process, by a lock that the operating system drops when the process ends.
//   - Each running list has one goroutine, which [Desk.Close] waits for.
//
// Errors are [*core.Error], for rows and lines gathered as [Errors].
package shots
