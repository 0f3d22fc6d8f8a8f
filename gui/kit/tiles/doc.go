// Package tiles has the grid of pictures that a long list is shown as: tiles that know no clip, the mark that the keys move, and the frame and the keys by which several are
// chosen. Like all of kit it knows Fyne and nothing of us, and its rules are kit's.
package tiles
