package index

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"caracal/core"
	"caracal/core/database"
	"caracal/core/library/layout"
)

// boundary is a word that nothing has that is looked for: it is no letter, digit or symbol.
const boundary = "¶"

// textOf returns the words by which the clip is found whose file is at rel. No phrase goes on from the prompt into a name, or from one tag into the next: there is a boundary.
func textOf(c core.Clip, rel string) string {
	var words []string
	for _, text := range append([]string{c.Story.Prompt, layout.Spoken(rel, c.ID), c.PictureName}, c.Story.Tags...) {
		more := core.SearchWords(text)
		if len(words) > 0 && len(more) > 0 {
			words = append(words, boundary)
		}
		words = append(words, more...)
	}
	return strings.Join(words, " ")
}

// Reword writes the words anew of clips that were indexed by a Caracal that cut them otherwise, a few at a time. It rests as long as it works, so that others have the computer
// and their turn. What is done stays done when it is stopped. Errors are *core.Error, or ctx.Err().
func (x *Index) Reword(ctx context.Context) error {
	var more bool
	err := x.read(func(db *sql.DB) error {
		return db.QueryRowContext(ctx, `SELECT count(*) > 0 FROM rewording`).Scan(&more)
	})
	for more && err == nil {
		start := time.Now()
		// SQLite starts a goroutine for each statement that can be stopped; these take microseconds.
		err = x.Change(ctx, func(tx *Txn) (err error) {
			more, err = tx.rewordSome(context.WithoutCancel(ctx))
			return err
		})
		if err == nil {
			err = core.Sleep(ctx, time.Since(start))
		}
	}
	return database.Wrap("write search words anew", err)
}

// someWords is how many clips have theirs written in one transaction: few enough that others do not wait long for their turn.
const someWords = 512

// rewordSome does so for some clips, and reports whether there are more.
func (t *Txn) rewordSome(ctx context.Context) (more bool, err error) {
	list, err := entries(ctx, t.query, `seq > (SELECT done FROM rewording) AND seq <= (SELECT last FROM rewording) ORDER BY seq LIMIT ?`, someWords)
	if err != nil {
		return false, err
	}
	if len(list) == 0 {
		return false, t.exec(ctx, `DELETE FROM rewording`)
	}
	for _, e := range list {
		t.words = append(t.words, wordsOf{e.seq, textOf(e.Clip, e.Path)})
	}
	return true, t.exec(ctx, `UPDATE rewording SET done = ?`, list[len(list)-1].seq)
}
