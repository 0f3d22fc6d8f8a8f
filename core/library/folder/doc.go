// Package folder is the library folder on the disk: whether it is there, what a crash has left in it, how files are moved in it, and how all of it goes elsewhere.
//
// The rules of this room:
//   - It knows nothing of an index. Who moves files holds what keeps others, in every process, from moving them too.
//   - A folder that was used before and is gone is never made again by itself, because its disk may be unplugged: that is FolderMissing, until it is back or the person puts something
//     into it. Which were used is known from libraries.json in the data folder.
//   - A file appears under its name whole or not at all: it is written in layout.Incoming and moved from there. Whoever writes there holds a lock that all processes see, and only
//     where nobody does is anything swept up.
//   - Nothing is replaced, but on a [Relocation]'s way by a newer version of the same clip; and nothing is removed but what is in another folder byte for byte, see
//     [Relocation.RemoveOld].
package folder
