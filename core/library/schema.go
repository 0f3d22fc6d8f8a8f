package library

// migrations make the index what it is. A published one is never changed; a new one goes to the end.
//
// A row belongs to the library folder in which its file was last seen, so that a person who changes folders, and back, loses nothing. The column clip holds the
// core.Clip as JSON, without its path and time of deletion; the other columns repeat what is asked for. Times are Unix microseconds.
//
// The indexes hold every column that their queries look at, because a row, with its story, is large.
//
// The words are cut in Go (see words), so that SQLite only has to split at spaces: its ascii tokenizer takes everything beyond ASCII for letters.
func migrations() []string {
	return []string{`
CREATE TABLE clips (
	seq     INTEGER PRIMARY KEY,
	id      TEXT    NOT NULL UNIQUE,
	root    TEXT    NOT NULL,          -- the library folder
	path    TEXT    NOT NULL,          -- below root, with slashes
	size    INTEGER NOT NULL,          -- of the file, in bytes
	mtime   INTEGER NOT NULL,          -- of the file
	missing INTEGER NOT NULL,          -- 1 when the file was not there at the last look
	deleted INTEGER,                   -- when it went to the bin; NULL in the library
	engine  TEXT    NOT NULL,
	aspect  TEXT    NOT NULL,
	created INTEGER NOT NULL,
	prompt  TEXT    NOT NULL,
	clip    TEXT    NOT NULL
) STRICT;
CREATE INDEX clips_listed ON clips (root, missing, created, deleted, engine, aspect);
CREATE INDEX clips_counted ON clips (root, missing, engine, aspect, deleted);
CREATE VIRTUAL TABLE words USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3');
CREATE TABLE scans (root TEXT PRIMARY KEY) STRICT; -- the folders that have been read through at least once
`}
}
