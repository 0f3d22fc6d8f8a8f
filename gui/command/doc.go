// Package command is Caracal without its window: the commands for scripts and tests, and the start on a computer without a display.
//
// The rules of this room:
//   - The last line on stdout is the answer, a path; all else is for people and goes to stderr.
//   - A command ends with one of the exit codes, and says in words why.
//   - It decides nothing that the Studio decides for the window too.
package command
