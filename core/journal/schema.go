package journal

// migrations make the journal what it is. A published one is never changed; a new one goes to the end.
//
// The column entry holds the whole entry; the others repeat what is asked for. Times are Unix microseconds, NULL for none. Prices are millionths of a dollar.
func migrations() []string {
	return []string{`
CREATE TABLE entries (
	seq       INTEGER PRIMARY KEY,
	id        TEXT    NOT NULL UNIQUE,
	owner     TEXT    NOT NULL,
	ended     INTEGER NOT NULL,           -- 1 when the job does nothing more by itself
	state     TEXT    NOT NULL,
	engine    TEXT    NOT NULL,
	price     INTEGER NOT NULL,
	money     TEXT    NOT NULL,
	created   INTEGER NOT NULL,
	submitted INTEGER,                    -- when it was last marked at Submitting
	saved     INTEGER,                    -- when it was saved
	took      INTEGER,                    -- how long it ran until it was saved, in microseconds
	entry     TEXT    NOT NULL               -- core.Entry as JSON
) STRICT;
CREATE INDEX entries_unfinished ON entries (owner) WHERE NOT ended;
CREATE INDEX entries_created ON entries (created);
CREATE INDEX entries_submitted ON entries (engine, submitted) WHERE submitted IS NOT NULL;
CREATE INDEX entries_saved ON entries (engine, saved) WHERE took IS NOT NULL;
`, `
ALTER TABLE entries ADD COLUMN step TEXT NOT NULL DEFAULT ''; -- of the mark
ALTER TABLE entries ADD COLUMN remote_id TEXT;                -- the service's id of the run; NULL while there is none
UPDATE entries SET step = coalesce(json_extract(entry, '$.Mark.step'), '');
-- Two jobs may have taken the same run before this: the first one keeps it.
UPDATE entries SET remote_id = nullif(coalesce(nullif(json_extract(entry, '$.Mark.remote_id'), ''), json_extract(entry, '$.Job.RemoteID')), '');
UPDATE entries SET remote_id = NULL WHERE EXISTS (SELECT 1 FROM entries AS first WHERE first.remote_id = entries.remote_id AND first.seq < entries.seq);
CREATE UNIQUE INDEX entries_remote ON entries (remote_id) WHERE remote_id IS NOT NULL;
CREATE INDEX entries_unknown ON entries (engine) WHERE step = 'submitting';
`, `
ALTER TABLE entries ADD COLUMN counts INTEGER NOT NULL DEFAULT 0;  -- what of the price is spent, or may be
ALTER TABLE entries ADD COLUMN refund INTEGER NOT NULL DEFAULT 0;  -- what the service gave back
ALTER TABLE entries ADD COLUMN written INTEGER NOT NULL DEFAULT 0; -- when the entry was last written
UPDATE entries SET counts = price WHERE money IN ('reserved', 'charged');
UPDATE entries SET refund = price WHERE money = 'refunded';
CREATE INDEX entries_hanging ON entries (created) WHERE ended AND counts > 0 AND state <> 'saved';
CREATE INDEX entries_unclear ON entries (owner) WHERE state = 'unclear';

-- Every change of what a job counts is a line, and the lines of a job add up to what it counts. The triggers write them, so that nothing can change money without one.
CREATE TABLE ledger (
	seq    INTEGER PRIMARY KEY,
	job    TEXT    NOT NULL,
	at     INTEGER NOT NULL,
	event  TEXT    NOT NULL,  -- reserved, charged, released or refunded
	amount INTEGER NOT NULL,  -- by how much what counts became more
	task   TEXT               -- the service's id of the run; NULL while there is none
) STRICT;
CREATE INDEX ledger_job ON ledger (job);
INSERT INTO ledger (job, at, event, amount) SELECT id, created, 'reserved', price FROM entries WHERE money <> '' ORDER BY seq;
INSERT INTO ledger (job, at, event, amount, task) SELECT id, coalesce(saved, submitted, created), money, counts - price, remote_id
	FROM entries WHERE money IN ('charged', 'released', 'refunded') ORDER BY seq;
CREATE TRIGGER ledger_first AFTER INSERT ON entries WHEN NEW.money <> '' BEGIN
	INSERT INTO ledger (job, at, event, amount, task) VALUES (NEW.id, NEW.written, NEW.money, NEW.counts, NEW.remote_id);
END;
CREATE TRIGGER ledger_next AFTER UPDATE OF money, counts ON entries WHEN NEW.money <> OLD.money OR NEW.counts <> OLD.counts BEGIN
	INSERT INTO ledger (job, at, event, amount, task)
	VALUES (NEW.id, NEW.written, iif(NEW.refund > OLD.refund, 'refunded', NEW.money), NEW.counts - OLD.counts, NEW.remote_id);
END;

-- The damaged journals that were put aside and from which has been carried over what could be read.
CREATE TABLE salvaged (name TEXT PRIMARY KEY) STRICT;
`}
}

// upsert writes an entry, whoever had it before. The time of a submit stays when later steps are written.
const upsert = `
INSERT INTO entries (id, owner, ended, state, engine, price, money, created, submitted, saved, took, entry, step, remote_id, counts, refund, written)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
ON CONFLICT (id) DO UPDATE SET owner = ?2, ended = ?3, state = ?4, engine = ?5, price = ?6, money = ?7, created = ?8,
	submitted = coalesce(?9, submitted), saved = ?10, took = ?11, entry = ?12, step = ?13, remote_id = ?14, counts = ?15, refund = ?16, written = ?17`
