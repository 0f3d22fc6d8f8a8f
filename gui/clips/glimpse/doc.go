// Package glimpse plays a clip of the library in its tile while the pointer is on it.
//
// The rules of this room:
//   - It knows no page. Which clip a tile shows, and where its film is, is asked of whoever has the grid.
//   - Nothing is opened for a pointer that only crosses a tile, and nobody waits for the decoder because of one that stays.
//   - All of it runs on the Fyne goroutine.
package glimpse
