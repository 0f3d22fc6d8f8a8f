package index

import (
	"context"
	"database/sql"

	"caracal/core"
	"caracal/core/database"
	"caracal/core/library/search"
)

// A Listing is the answer to a Query: which clips, in which order, as they were at one moment. It takes little more than four bytes a clip. Nobody changes it.
//
// Takes are clips of the same picture. Stacked, they lie where the first of them would be, and the first favourite of them is on top, or the first of all where there is none. Of a
// stack only that one is in Rows, unless the stack is open: then the others follow it.
type Listing struct {
	Query  Query
	Rows   []Row
	Counts Counts
	Months []Month // where each month begins, for the person's place; nothing in an order that does not go by time
	// Index is another number after a damaged index was replaced: rows of listings with different numbers have nothing to do with each other.
	Index int64

	Stacks Stacks // none when nothing is stacked
}

// Counts say how many clips there are behind each filter.
type Counts struct {
	Found   int                   // that the Listing has
	All     int                   // in the library, with the text alone
	Engines map[core.EngineID]int // in the library, with the text, the tag, the aspect and the favourites
	Aspects map[core.Aspect]int   // in the library, with the text, the tag, the engine and the favourites
	Bin     int                   // in the bin, with the text alone

	Favourites int            // in the library, with the text, the tag, the engine and the aspect
	Tags       map[string]int // in the library, with the text, the engine, the aspect and the favourites, by the tags that were to be counted
}

// List returns the clips that q wants, and how many it would want with another filter, each of these tags among them, from one pass. Those whose files were gone at the last look
// are left out. When ctx ends SQLite is stopped, and the error is ctx.Err(); else it is a *core.Error.
func (r *Reader) List(ctx context.Context, q Query, tags ...string) (Listing, error) {
	list, err := r.list(ctx, q, tags)
	if ctx.Err() != nil {
		return Listing{}, ctx.Err()
	}
	return list, database.Wrap("list clips", err)
}

// First returns the first n clips of the library, or of the bin, in an order, and nothing about the others: what can be shown while the whole list is read for the first time. Of
// q it heeds Bin, Order and Stacked. Errors are those of List.
func (r *Reader) First(ctx context.Context, q Query, n int) (Listing, error) {
	q = Query{Bin: q.Bin, Order: q.Order, Stacked: q.Stacked}
	list := Listing{Query: q}
	err := r.x.read(func(db *sql.DB) error {
		list.Index = r.x.epoch
		if q.Stacked && !q.Bin {
			return r.firstStacks(ctx, db, &list, n)
		}
		return numbers(ctx, db, func(seq int64) { list.Rows = append(list.Rows, Row(seq)) },
			`SELECT group_concat(seq) FROM (SELECT seq `+listed(q.Bin)+` ORDER BY `+orderBy(q.Order, q.Bin)+` LIMIT ?)`, r.x.root, n)
	})
	if ctx.Err() != nil {
		return Listing{}, ctx.Err()
	}
	list.Counts.Found = len(list.Rows)
	return list, database.Wrap("list clips", err)
}

func (r *Reader) list(ctx context.Context, q Query, tags []string) (Listing, error) {
	s, err := r.sheetIn(ctx, q.Order)
	if err != nil {
		return Listing{}, err
	}
	wanted := search.Parse(q.Text)
	m, err := r.matches(ctx, s, q, wanted, tags)
	if err != nil {
		return Listing{}, err
	}
	list, found := s.list(q, wanted, m)
	if !q.Stacked || q.Bin {
		list.lay(found)
		return list, nil
	}
	open, err := r.pictureOf(ctx, q.Open)
	if err != nil {
		return Listing{}, err
	}
	list.stack(found, s, open)
	return list, nil
}

// lay lays what was found as it is.
func (l *Listing) lay(found column) {
	l.Rows, l.Months = found.rows, found.months
}

// list picks what matches and is of a kind that is wanted. The clips are still to be laid into the listing.
func (s *sheet) list(q Query, wanted search.Search, m matches) (list Listing, found column) {
	list = Listing{Query: q, Index: s.index, Counts: Counts{Engines: make(map[core.EngineID]int), Aspects: make(map[core.Aspect]int)}}
	texted, binned := s.kept.pick(m.text, len(s.kinds)), s.binned.pick(m.text, len(s.kinds))
	kept, bin := texted, binned.counts
	if len(m.tag) > 0 {
		kept, binned = texted.pick(m.tag, len(s.kinds)), binned.pick(m.tag, len(s.kinds))
	}
	show := kept
	if q.Bin {
		show = binned
	}
	right := make([]bool, len(s.kinds))
	for n, k := range s.kinds {
		if wanted.Wants(k.engine, k.aspect, k.favourite) {
			list.Counts.All += texted.counts[n]
			list.Counts.add(q, k, kept.counts[n])
			list.Counts.Bin += bin[n]
			right[n] = q.wants(k)
		}
		if right[n] {
			list.Counts.Found += show.counts[n]
		}
	}
	list.Counts.Tags = texted.countIn(s, m.counted, right)
	if found = show.column; list.Counts.Found < len(found.rows) {
		found = show.only(list.Counts.Found, func(i int) bool { return right[show.kinds[i]] })
	}
	return list, found
}

// countIn returns how many clips of the right kinds are in each of some sets of a sheet.
func (c column) countIn(s *sheet, sets map[string]rowSet, right []bool) map[string]int {
	counts := make(map[string]int, len(sets))
	if len(sets) == 0 {
		return counts
	}
	in := s.newSet()
	for i, kind := range c.kinds {
		if right[kind] {
			in.add(int64(c.rows[i]))
		}
	}
	for name, set := range sets {
		counts[name] = intersect([]rowSet{in, set}).len()
	}
	return counts
}

// only returns the clips, about n, for which wanted is true.
func (c column) only(n int, wanted func(i int) bool) column {
	o := column{rows: make([]Row, 0, n), kinds: make([]uint8, 0, n), pictures: make([]uint32, 0, n)}
	months := carrier{left: c.months}
	for i, row := range c.rows {
		if wanted(i) {
			months.carry(i, len(o.rows))
			o.rows, o.kinds, o.pictures = append(o.rows, row), append(o.kinds, c.kinds[i]), append(o.pictures, c.pictures[i])
		}
	}
	o.months = months.months
	return o
}

// A picked column is what of a column is in some sets, and how much of each kind.
type picked struct {
	column
	counts []int // by kind
}

// pick returns what is in all sets. Without any that is the column itself.
func (c column) pick(sets []rowSet, kinds int) picked {
	p := picked{column: c, counts: make([]int, kinds)}
	if len(sets) > 0 {
		in := intersect(sets)
		p.column = c.only(min(in.len(), len(c.rows)), func(i int) bool { return in.has(c.rows[i]) })
	}
	for _, n := range p.kinds {
		p.counts[n]++
	}
	return p
}

// wants reports whether the filters let clips of this kind through.
func (q Query) wants(k kind) bool {
	return (q.Engine == "" || q.Engine == k.engine) && (q.Aspect == "" || q.Aspect == k.aspect) && (k.favourite || !q.Favourite)
}

// add counts clips of one kind in the library, behind each filter but none.
func (c *Counts) add(q Query, k kind, n int) {
	if n == 0 {
		return
	}
	rightEngine, rightAspect := q.Engine == "" || q.Engine == k.engine, q.Aspect == "" || q.Aspect == k.aspect
	if rightEngine && rightAspect && k.favourite {
		c.Favourites += n
	}
	if q.Favourite && !k.favourite {
		return
	}
	if rightAspect {
		c.Engines[k.engine] += n
	}
	if rightEngine {
		c.Aspects[k.aspect] += n
	}
}

// matches are the rows that a query is about, but for what kinds say.
type matches struct {
	text    []rowSet          // a set for each condition that was typed
	tag     []rowSet          // a set for the tag that is filtered for; none without
	counted map[string]rowSet // by tags that are to be counted
}

// matches looks up in the index what is not remembered.
func (r *Reader) matches(ctx context.Context, s *sheet, q Query, wanted search.Search, tags []string) (m matches, err error) {
	if m.text, err = r.sets(ctx, s, wanted); err != nil {
		return matches{}, err
	}
	if q.Tag != "" {
		if m.tag, err = r.sets(ctx, s, search.Search{Has: search.Conditions{Tags: []string{q.Tag}}}); err != nil {
			return matches{}, err
		}
	}
	sets, err := r.sets(ctx, s, search.Search{Has: search.Conditions{Tags: tags}})
	if err != nil {
		return matches{}, err
	}
	m.counted = make(map[string]rowSet, len(tags))
	for i, tag := range tags {
		m.counted[tag] = sets[i]
	}
	return m, nil
}

// sets returns a set for each condition that is not one of kinds.
func (r *Reader) sets(ctx context.Context, s *sheet, wanted search.Search) (sets []rowSet, err error) {
	err = r.x.read(func(db *sql.DB) error {
		l := lookup{ctx: ctx, db: db, sheet: s, root: r.x.root}
		if err := l.meeting(wanted.Lacks); err != nil {
			return err
		}
		for i, unwanted := range l.sets {
			l.sets[i] = unwanted.others()
		}
		if err := l.meeting(wanted.Has); err != nil {
			return err
		}
		if err := l.made(wanted.Since, wanted.Until); err != nil {
			return err
		}
		err := l.sized(wanted.Least, wanted.Below)
		sets = l.sets
		return err
	})
	return sets, err
}
