// Package library keeps finished clips: ordinary video files, nearly always MP4, in a folder of the person's own, and an index beside the journal that makes them quick to find.
//
// The rules of this room:
//   - The files are the library. The index, library.db, can be deleted at any time: [Library.Scan] makes it again from the stories in the files.
//   - A clip stays in the container that it came in, WebM say, with its story behind the film. What nothing here can show was paid for all the same: it is kept as it came,
//     in the folder “Not playable” beside the clips.
//   - A clip appears in the folder whole, under its name, or not at all. It is written in .caracal/incoming and moved from there.
//   - Each part has its own room, its own lock and one story: folder the files, layout their names, index the rows, search what a person types, previews the cache. They know nothing of
//     this one, and of each other only names and words; a [Library] brings them together, tells who watches it, and has no lock of its own.
//   - A file is moved only inside a write transaction of the index. That makes the index's lock the one lock of the folder, over all processes: whoever
//     holds it sees files and rows agree, or was told by a crash that they do not, which Scan puts right.
//   - Nothing is deleted but by [Library.EmptyBin], and by [folder.Relocation.RemoveOld] what is in another folder byte for byte.
//   - Nothing in a file is believed: its story is checked before it is indexed, and a file that cannot be read is passed over.
package library
