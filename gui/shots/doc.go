// Package shots is the list of shots on the Make page: many pictures that are made clips of at one word, and the cards that show how the lists that were begun stand.
//
// The rules of this room:
//   - A list that is edited is on the disk a moment after each change, and is there again after a restart. Once it is begun it is the desk's, and only shown here.
//   - Nothing is sent, and nothing costs anything, before the one question about the whole list has been answered: the list that is begun is the one, and for the price, that the
//     question was about. What comes after the answer is another list.
//   - Pictures are looked at one after the other on a goroutine of the inbox; of each a small copy is kept. Every row can be edited before its picture has been read.
//   - The desk, which may wait for the disk, is asked on goroutines of the inbox. Everything else here runs on the Fyne goroutine.
//   - What the room wants of the window and of other pages it says through its Host.
package shots
