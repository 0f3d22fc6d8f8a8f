package journal

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"time"

	"caracal/core"
	"caracal/core/database"
)

// A Journal is journal.db in the data folder, opened. It is safe for use by many goroutines, and by many processes at once. Methods may wait up to
// [database.Patience] for another process, so none is for the goroutine of a window.
type Journal struct {
	db     *sql.DB
	put    *sql.Stmt
	owner  owner
	owners string // the folder of the owners' files
	damage error
}

var _ core.Journal = (*Journal)(nil)

// Open opens the journal in the data folder dir, and makes both when they do not exist. The Journal is a new owner until Close or the end of the process.
// A damaged journal does not stop it, see [Journal.Damage], unless a living owner has it open, who would go on writing into a file that nobody reads any more: that is of kind
// JournalInUse. Errors are *core.Error.
func Open(dir string) (_ *Journal, err error) {
	const op = "open journal"
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, core.WrapFile(op, err)
	}
	path, owners := filepath.Join(dir, "journal.db"), filepath.Join(dir, "owners")
	// Nobody has the journal open without being an owner yet, so that mayPutAside misses none.
	lock, err := database.Lock(owners + ".lock")
	if err != nil {
		return nil, core.Wrap(op, core.Internal, err)
	}
	defer lock.Close()
	db, aside, err := database.Open(path, database.Options{
		Migrations: migrations(), Durable: true, Check: true, KeepOld: true, MayPutAside: func() error { return mayPutAside(owners) },
	})
	if err != nil {
		return nil, core.Wrap(op, core.Internal, err)
	}
	j := &Journal{db: db, owners: owners}
	defer func() {
		if err != nil {
			j.Close()
		}
	}()
	if err := j.salvageAll(path, aside); err != nil {
		return nil, database.Wrap(op, err)
	}
	if j.put, err = db.Prepare(upsert); err != nil {
		return nil, database.Wrap(op, err)
	}
	tx, err := db.Begin()
	if err != nil {
		return nil, database.Wrap(op, err)
	}
	defer tx.Rollback()
	if j.owner, err = newOwner(j.owners); err != nil {
		return nil, core.WrapFile(op, err)
	}
	if err := tx.Commit(); err != nil {
		return nil, database.Wrap(op, err)
	}
	return j, nil
}

// Damage returns nil, or an error to show: the journal that Open found was damaged and was put aside, and some jobs may be known only to the file
// that it names.
func (j *Journal) Damage() error { return j.damage }

// Close ends this owner. From then on any other may adopt its unfinished jobs. No other method may be running or called afterwards.
func (j *Journal) Close() error {
	var errs []error
	if j.put != nil {
		errs = append(errs, j.put.Close())
	}
	errs = append(errs, j.db.Close())
	if j.owner.lock != nil {
		errs = append(errs, j.owner.end()) // last: the jobs are ours for as long as a statement may be running
	}
	return core.Wrap("close journal", core.Internal, errors.Join(errs...))
}

// Put implements [core.Journal].
func (j *Journal) Put(e core.Entry) error {
	const op = "put journal entry"
	args, err := j.upsertArgs(e)
	if err != nil {
		return core.Wrap(op, core.Internal, err)
	}
	_, err = j.put.Exec(args...)
	return database.Wrap(op, err)
}

// PutInTurn implements [core.Journal], to the microsecond. A mark in the future comes from a clock that has been put back since, and holds nothing up for longer than one in the past.
func (j *Journal) PutInTurn(e core.Entry, spacing time.Duration) (turn time.Time, err error) {
	const op = "put journal entry in turn"
	args, err := j.upsertArgs(e)
	if err != nil {
		return time.Time{}, core.Wrap(op, core.Internal, err)
	}
	tx, err := j.db.Begin()
	if err != nil {
		return time.Time{}, database.Wrap(op, err)
	}
	defer tx.Rollback()
	var last sql.NullInt64
	err = tx.QueryRow(`SELECT max(submitted) FROM entries WHERE engine = ? AND submitted > ? AND submitted < ?`,
		e.Job.Request.Engine, e.Mark.At.Add(-spacing).UnixMicro(), e.Mark.At.Add(spacing).UnixMicro()).Scan(&last)
	if err != nil {
		return time.Time{}, database.Wrap(op, err)
	}
	if last.Valid {
		return time.UnixMicro(last.Int64).Add(spacing), nil
	}
	if _, err := tx.Stmt(j.put).Exec(args...); err != nil {
		return time.Time{}, database.Wrap(op, err)
	}
	return time.Time{}, database.Wrap(op, tx.Commit())
}

// upsertArgs returns the arguments of upsert.
func (j *Journal) upsertArgs(e core.Entry) ([]any, error) {
	text, err := json.Marshal(e)
	if err != nil {
		return nil, err
	}
	var submitted, saved, took any
	if e.Mark.Step == core.Submitting && !e.Mark.At.IsZero() {
		submitted = e.Mark.At.UnixMicro()
	}
	// Where the clock was put back while the job ran, the time that it took is not known.
	if ran := e.Job.Ended.Sub(e.Job.Started); e.Job.State == core.Saved && !e.Job.Started.IsZero() && ran > 0 {
		saved, took = e.Job.Ended.UnixMicro(), ran.Microseconds()
	}
	return []any{
		e.Job.ID, j.owner.id, e.Job.State.Ended(), e.Job.State, e.Job.Request.Engine, e.Job.Price, e.Job.Money,
		e.Job.Created.UnixMicro(), submitted, saved, took, string(text), e.Mark.Step, remoteIDColumn(e),
		e.Job.Counts(), e.Job.Refund, time.Now().UnixMicro(),
	}, nil
}

// remoteIDColumn returns the id of the entry's run as a column: nil for none.
func remoteIDColumn(e core.Entry) any {
	if id := cmp.Or(e.Mark.RemoteID, e.Job.RemoteID); id != "" {
		return id
	}
	return nil
}

// Adopt implements [core.Journal].
func (j *Journal) Adopt() ([]core.Entry, error) {
	const op = "adopt jobs"
	tx, err := j.db.Begin()
	if err != nil {
		return nil, database.Wrap(op, err)
	}
	defer tx.Rollback()
	living, err := livingOwners(j.owners)
	if err != nil {
		return nil, core.WrapFile(op, err)
	}
	list, err := json.Marshal(append(living, j.owner.id))
	if err != nil {
		return nil, core.Wrap(op, core.Internal, err)
	}
	const orphaned = `(NOT ended OR state = 'unclear') AND owner NOT IN (SELECT value FROM json_each(?1))`
	orphans, err := scanEntries(tx.Query(`SELECT entry FROM entries WHERE `+orphaned+` ORDER BY created, seq`, string(list)))
	if err != nil {
		return nil, database.Wrap(op, err)
	}
	if _, err := tx.Exec(`UPDATE entries SET owner = ?2 WHERE `+orphaned, string(list), j.owner.id); err != nil {
		return nil, database.Wrap(op, err)
	}
	if err := tx.Commit(); err != nil {
		return nil, database.Wrap(op, err)
	}
	return orphans, nil
}

// Recent implements [core.Journal].
func (j *Journal) Recent(n int) ([]core.Entry, error) {
	list, err := scanEntries(j.db.Query(`SELECT entry FROM entries WHERE seq IN (
		SELECT seq FROM (SELECT seq FROM entries ORDER BY created DESC, seq DESC LIMIT ?) UNION ALL SELECT seq FROM entries WHERE NOT ended UNION ALL SELECT seq FROM entries WHERE `+atStake+`
		) ORDER BY created DESC, seq DESC`, max(0, n)))
	return list, database.Wrap("read journal", err)
}

// Find implements [core.Journal].
func (j *Journal) Find(id core.JobID) (core.Entry, bool, error) {
	list, err := scanEntries(j.db.Query(`SELECT entry FROM entries WHERE id = ?`, id))
	if err != nil || len(list) == 0 {
		return core.Entry{}, false, database.Wrap("read journal", err)
	}
	return list[0], true, nil
}

// FindRun implements [core.Journal].
func (j *Journal) FindRun(remoteID string) (core.Entry, bool, error) {
	list, err := scanEntries(j.db.Query(`SELECT entry FROM entries WHERE remote_id = ?`, remoteID))
	if err != nil || len(list) == 0 {
		return core.Entry{}, false, database.Wrap("read journal", err)
	}
	return list[0], true, nil
}

// atStake is the condition of the index entries_hanging.
const atStake = `ended AND counts > 0 AND state <> 'saved'`

// AtStake implements [core.Journal].
func (j *Journal) AtStake() ([]core.Entry, error) {
	list, err := scanEntries(j.db.Query(`SELECT entry FROM entries WHERE ` + atStake + ` ORDER BY created, seq`))
	return list, database.Wrap("read journal", err)
}

// Prompts implements [core.Journal].
func (j *Journal) Prompts(ctx context.Context, n int) ([]core.UsedPrompt, error) {
	const op = "read journal"
	rows, err := j.db.QueryContext(ctx, `SELECT entry ->> '$.Job.Request.prompt' AS prompt, max(created) AS used FROM entries
		WHERE prompt <> '' GROUP BY prompt ORDER BY used DESC LIMIT ?`, max(0, n))
	if err != nil {
		return nil, database.Wrap(op, err)
	}
	defer rows.Close()
	var list []core.UsedPrompt
	for rows.Next() {
		var p core.UsedPrompt
		var used int64
		if err := rows.Scan(&p.Text, &used); err != nil {
			return nil, database.Wrap(op, err)
		}
		p.Used = time.UnixMicro(used)
		list = append(list, p)
	}
	return list, database.Wrap(op, rows.Err())
}

// Owned reports whether a job has the run.
func (j *Journal) Owned(remoteID string) (bool, error) {
	_, owned, err := j.FindRun(remoteID)
	return owned, err
}

// Unknown returns the entries of the engine's jobs that stand at Submitting, whatever their state and owner, oldest first.
func (j *Journal) Unknown(engine core.EngineID) ([]core.Entry, error) {
	list, err := scanEntries(j.db.Query(`SELECT entry FROM entries WHERE engine = ? AND step = 'submitting' ORDER BY created, seq`, engine))
	return list, database.Wrap("read journal", err)
}

// Took implements [core.Journal], to the microsecond. A run during which the clock was put back is left out.
func (j *Journal) Took(engine core.EngineID, n int) ([]time.Duration, error) {
	const op = "read journal"
	rows, err := j.db.Query(`SELECT took FROM entries WHERE engine = ? AND took IS NOT NULL ORDER BY saved DESC LIMIT ?`, engine, max(0, n))
	if err != nil {
		return nil, database.Wrap(op, err)
	}
	defer rows.Close()
	var list []time.Duration
	for rows.Next() {
		var us int64
		if err := rows.Scan(&us); err != nil {
			return nil, database.Wrap(op, err)
		}
		list = append(list, time.Duration(us)*time.Microsecond)
	}
	return list, database.Wrap(op, rows.Err())
}

// scanEntries reads the rows of a query for entries.
func scanEntries(rows *sql.Rows, err error) ([]core.Entry, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []core.Entry
	for rows.Next() {
		var text []byte
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		var e core.Entry
		if err := json.Unmarshal(text, &e); err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, rows.Err()
}
