package library

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

// reword writes the words anew of clips that were indexed by a Caracal that cut them otherwise, a few at a time. It rests as long as it works, so that others have the computer
// and their turn. What is done stays done when it is stopped.
func (l *Library) reword(ctx context.Context) error {
	var more bool
	err := l.index.read(func(db *sql.DB) error {
		return db.QueryRowContext(ctx, `SELECT count(*) > 0 FROM rewording`).Scan(&more)
	})
	for more && err == nil {
		start := time.Now()
		// SQLite starts a goroutine for each statement that can be stopped; these take microseconds.
		err = l.index.change(ctx, func(tx *txn) (err error) {
			more, err = rewordSome(context.WithoutCancel(ctx), tx)
			return err
		})
		if err == nil {
			err = rest(ctx, time.Since(start))
		}
	}
	return database.Wrap("write search words anew", err)
}

// rewordSome does so for some clips, and reports whether there are more.
func rewordSome(ctx context.Context, tx *txn) (more bool, err error) {
	list, err := selectRows(ctx, tx, `seq > (SELECT done FROM rewording) AND seq <= (SELECT last FROM rewording) ORDER BY seq LIMIT ?`, batch)
	if err != nil {
		return false, err
	}
	if len(list) == 0 {
		return false, tx.exec(ctx, `DELETE FROM rewording`)
	}
	for _, r := range list {
		tx.words = append(tx.words, wordsOf{r.seq, textOf(r.clip, r.path)})
	}
	return true, tx.exec(ctx, `UPDATE rewording SET done = ?`, list[len(list)-1].seq)
}
