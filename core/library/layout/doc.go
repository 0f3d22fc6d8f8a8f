// Package layout says where things are in a library folder, and what they are called.
//
// The rules of this room:
//   - It is pure: it looks at no disk. Whether a name is free is for who makes the file to find out.
//   - A path below the library folder, which is called rel everywhere, has slashes on every system.
//   - A name says what it must say to be understood when all else is lost: when a clip was asked for, the beginning of its prompt and of its id; of one in the bin, when it was
//     deleted and where it was.
//   - Whatever a prompt holds, the names made of it are ones that every file system takes, and that nobody can be deceived by.
package layout
