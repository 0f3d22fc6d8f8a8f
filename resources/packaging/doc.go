// Package packaging is what a package holds beside the program, for each system: what the desktop knows of Caracal, its manual, the completion of its commands, and how it is put on a
// computer and taken off again. `.ci/package` puts packages together from it.
//
// The rules of this room:
//   - The program needs nothing of it to run.
//   - The same commit gives the same bytes.
//   - Nobody needs an administrator, except where the system's own packages do.
//   - What is taken off takes nothing of the person's with it.
package packaging
