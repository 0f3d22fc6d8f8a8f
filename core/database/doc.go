// Package database opens SQLite files that many processes use at once.
//
// The rules of this room:
//   - It knows nothing of jobs and clips: a room brings its schema and keeps its own statements.
//   - Opening is one process at a time, under a lock file, so that two that start together do not both create, migrate or put aside the same file.
//   - A damaged file is never overwritten and never deleted. It is put aside and the caller is told where.
//   - Transactions begin with BEGIN IMMEDIATE: whoever is inside one is the only writer, over all processes, from its first statement on.
package database
