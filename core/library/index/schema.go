package index

// migrations make the index what it is. A published one is never changed; a new one goes to the end.
//
// A row belongs to the library folder in which its file was last seen, so that a person who changes folders, and back, loses nothing. The column clip holds the
// core.Clip as JSON, without its path and time of deletion; the other columns repeat what is asked for. Times are Unix microseconds.
//
// The indexes hold every column that their queries look at, because a row, with its story, is large.
//
// The words of scripts that are written without spaces are single signs, and a word of several is looked for as signs in a row. A dictionary would find fewer wrong clips, but
// it would also miss names and new words, and a table of trigrams would not find the words of one or two signs that most Chinese words are.
//
// The words are cut in Go (see core.SearchWords), so that SQLite only has to split at spaces: its ascii tokenizer takes everything beyond ASCII for letters. When they are cut
// otherwise than before, a migration notes it in the table rewording, and [Index.Reword] writes them anew.
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
`, `
ALTER TABLE clips ADD COLUMN dir TEXT NOT NULL DEFAULT '';    -- the beginning of path, up to and with its last slash
ALTER TABLE clips ADD COLUMN origin TEXT NOT NULL DEFAULT ''; -- the id in the file: another one than id when the file is a copy made by hand
-- Whose file lay at a path was not looked at before: every file is read again.
UPDATE clips SET dir = rtrim(path, replace(path, '/', '')), origin = id, mtime = 0;
UPDATE clips SET missing = 1 WHERE missing = 0 AND seq NOT IN (SELECT max(seq) FROM clips WHERE missing = 0 GROUP BY root, path);
CREATE UNIQUE INDEX clips_file ON clips (root, dir, path) WHERE missing = 0;
CREATE INDEX clips_copies ON clips (root, origin) WHERE id <> origin;
CREATE INDEX clips_binned ON clips (root, deleted) WHERE deleted IS NOT NULL;
CREATE TABLE folders ( -- below a library folder, as they were when all that is in them was indexed
	root  TEXT    NOT NULL,
	dir   TEXT    NOT NULL, -- with a slash at its end; empty for the library folder itself
	mtime INTEGER NOT NULL, -- 0 when it is to be looked at again
	PRIMARY KEY (root, dir)
) STRICT, WITHOUT ROWID;
INSERT INTO folders SELECT DISTINCT root, dir, 0 FROM clips WHERE missing = 0;
CREATE TABLE strangers ( -- videos that are no clips of ours, so that they need not be read again
	root  TEXT    NOT NULL,
	dir   TEXT    NOT NULL,
	path  TEXT    NOT NULL,
	size  INTEGER NOT NULL,
	mtime INTEGER NOT NULL,
	PRIMARY KEY (root, dir, path)
) STRICT, WITHOUT ROWID;
ALTER TABLE scans ADD COLUMN looked INTEGER NOT NULL DEFAULT 0; -- when every file was last looked at
`, `
ALTER TABLE clips ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0;
CREATE INDEX clips_favourite ON clips (root, created) WHERE favourite = 1;
DROP INDEX clips_counted;
CREATE INDEX clips_counted ON clips (root, missing, engine, aspect, deleted, favourite);
CREATE TABLE tags (
	seq INTEGER NOT NULL, -- the clip's
	key TEXT    NOT NULL, -- the tag in lower case
	tag TEXT    NOT NULL,
	PRIMARY KEY (key, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX tags_seq ON tags (seq);
`, `
CREATE TABLE kinds ( -- what the chips tell apart, and a number for each, because a list of all clips has one for each clip
	kind      INTEGER PRIMARY KEY,
	engine    TEXT    NOT NULL,
	aspect    TEXT    NOT NULL,
	favourite INTEGER NOT NULL,
	UNIQUE (engine, aspect, favourite)
) STRICT;
INSERT INTO kinds (engine, aspect, favourite) SELECT DISTINCT engine, aspect, favourite FROM clips;
ALTER TABLE clips ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE clips ADD COLUMN title TEXT NOT NULL DEFAULT '';        -- by which it is sorted: the beginning of the prompt, see titleOf
ALTER TABLE clips ADD COLUMN picture_name TEXT NOT NULL DEFAULT '';
ALTER TABLE clips ADD COLUMN duration INTEGER NOT NULL DEFAULT 0;   -- in nanoseconds
UPDATE clips SET
	kind = (SELECT kind FROM kinds WHERE kinds.engine = clips.engine AND kinds.aspect = clips.aspect AND kinds.favourite = clips.favourite),
	title = lower(substr(prompt, 1, 40)),
	picture_name = coalesce(clip ->> '$.picture_name', ''),
	duration = coalesce(clip ->> '$.duration', 0);
DROP INDEX clips_listed;
DROP INDEX clips_counted;
DROP INDEX clips_favourite;
DROP INDEX clips_binned;
-- One for each order. Each says which row comes next and of which kind it is, so that a list is read from it alone.
CREATE INDEX clips_newest ON clips (root, created, seq, kind, deleted) WHERE missing = 0 AND deleted IS NULL;
CREATE INDEX clips_by_title ON clips (root, title, created DESC, seq DESC, kind, deleted) WHERE missing = 0 AND deleted IS NULL;
CREATE INDEX clips_largest ON clips (root, size DESC, created DESC, seq DESC, kind, deleted) WHERE missing = 0 AND deleted IS NULL;
CREATE INDEX clips_binned ON clips (root, deleted, created, seq, kind) WHERE missing = 0 AND deleted IS NOT NULL;
`, `
CREATE TABLE pictures ( -- that clips were made of, and a number for each, because a list of all clips has one for each clip
	picture INTEGER PRIMARY KEY,
	sha256  TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO pictures (sha256) SELECT DISTINCT clip ->> '$.story.picture' FROM clips WHERE clip ->> '$.story.picture' <> '';
ALTER TABLE clips ADD COLUMN picture INTEGER NOT NULL DEFAULT 0; -- 0 for none that is known
UPDATE clips SET picture = (SELECT picture FROM pictures WHERE sha256 = clip ->> '$.story.picture') WHERE clip ->> '$.story.picture' <> '';
DROP INDEX clips_newest;
DROP INDEX clips_by_title;
DROP INDEX clips_largest;
DROP INDEX clips_binned;
CREATE INDEX clips_newest ON clips (root, created, seq, kind, picture, deleted) WHERE missing = 0 AND deleted IS NULL;
CREATE INDEX clips_by_title ON clips (root, title, created DESC, seq DESC, kind, picture, deleted) WHERE missing = 0 AND deleted IS NULL;
CREATE INDEX clips_largest ON clips (root, size DESC, created DESC, seq DESC, kind, picture, deleted) WHERE missing = 0 AND deleted IS NULL;
CREATE INDEX clips_binned ON clips (root, deleted, created, seq, kind, picture) WHERE missing = 0 AND deleted IS NOT NULL;
CREATE INDEX clips_pictured ON clips (root, picture, favourite, created, seq) WHERE missing = 0 AND deleted IS NULL;
`, `
CREATE TABLE rewording ( -- clips whose words were cut as before: those after done, up to last. It has no row when there are none
	done INTEGER NOT NULL,
	last INTEGER NOT NULL
) STRICT;
INSERT INTO rewording SELECT 0, seq FROM clips ORDER BY seq DESC LIMIT 1;
`}
}
