package clips

import (
	"slices"

	"caracal/core"
	"caracal/core/library/index"
)

// mostBriefs is how many tiles' words are kept at least: those of some screens.
const mostBriefs = 600

// A state is what the person has asked for and chosen, and what is known of it. It knows no widgets and asks nobody: whoever holds it asks the library and puts the answers in.
//
// One clip leads: the panel shows it, and the keys go on from it. The selection is the clips that are acted on, of which the leading one is one.
type state struct {
	query  index.Query
	list   index.Listing // the last answer, perhaps to another query
	loaded bool          // there has been one

	lead     index.Row // when any is true
	any      bool      // clip leads
	place    int       // where it is in the list
	anchor   index.Row // from which Shift selects, if it is in the list; else from the one that leads
	selected index.Selection

	briefs, before map[index.Row]core.Brief // as of the last answer, and as they were before it
}

// length returns how many clips there are to see.
func (s *state) length() int { return len(s.list.Rows) }

// brief returns what is known of the clip at i, and false while it is not.
func (s *state) brief(i int) (core.Brief, bool) {
	if i < 0 || i >= len(s.list.Rows) {
		return core.Brief{}, false
	}
	b, ok := s.briefs[s.list.Rows[i]]
	if !ok {
		b, ok = s.before[s.list.Rows[i]]
	}
	return b, ok
}

// missing returns the rows from first up to end, and as many before and after them, that nothing is known of as of the last answer. It is nil when the ones from first to end
// are known.
func (s *state) missing(first, end int) (rows []index.Row) {
	first, end = max(first, 0), min(end, len(s.list.Rows))
	known := func(row index.Row) bool {
		_, ok := s.briefs[row]
		return ok
	}
	if first >= end || !slices.ContainsFunc(s.list.Rows[first:end], func(row index.Row) bool { return !known(row) }) {
		return nil
	}
	for _, row := range around(s.list.Rows, first, end) {
		if !known(row) {
			rows = append(rows, row)
		}
	}
	return rows
}

// around returns the rows from first up to end, and as many before and after them.
func around(rows []index.Row, first, end int) []index.Row {
	span := end - first
	return rows[max(0, min(first-span, len(rows))):min(max(end+span, 0), len(rows))]
}

// know takes what tiles show. When much is known the rest is forgotten: it is asked for when it is seen again.
func (s *state) know(briefs map[index.Row]core.Brief) {
	if len(s.briefs)+len(briefs) > mostBriefs {
		s.before, s.briefs = s.briefs, nil
	}
	if s.briefs == nil {
		s.briefs = make(map[index.Row]core.Brief)
	}
	for row, b := range briefs {
		s.briefs[row] = b
	}
}

// next returns where in a new list the clip is that is to lead: the wanted one, if it is there, else the one that led before, else the one in its place. It is -1 when there
// is nothing.
func (s *state) next(list index.Listing, wanted int) int {
	if wanted >= 0 {
		return wanted
	}
	if s.any && list.Index == s.list.Index {
		if i := slices.Index(list.Rows, s.lead); i >= 0 {
			return i
		}
	}
	place := s.place
	if closed(list.Query) != closed(s.list.Query) {
		place = 0
	}
	return min(place, len(list.Rows)-1)
}

// answered takes a new list with what tiles of it show, and the place in it of a clip that is wanted, or -1.
func (s *state) answered(list index.Listing, briefs map[index.Row]core.Brief, wanted int) {
	lead := s.next(list, wanted)
	if list.Index != s.list.Index {
		s.selected, s.briefs, s.anchor = index.Selection{}, nil, 0
	}
	s.list, s.loaded = list, true
	if wanted >= 0 {
		s.query = list.Query // it may have been found elsewhere
	}
	s.before, s.briefs = s.briefs, nil
	s.know(briefs)
	if s.any = lead >= 0; !s.any {
		s.selected, s.place = index.Selection{}, 0
		return
	}
	if s.lead != list.Rows[lead] {
		s.anchor = list.Rows[lead]
	}
	s.lead, s.place = list.Rows[lead], lead
	if s.selected.Len() > 1 { // what is gone is not to be acted on
		s.selected = index.Selection{}.With(s.selected.In(list.Rows)...)
	}
	if !s.selected.Has(s.lead) {
		s.selected = index.Selection{}.With(s.lead)
	}
}

// choose lets the clip at i lead, and selects it alone.
func (s *state) choose(i int) {
	s.leadBy(i)
	s.anchor = s.lead
	s.selected = index.Selection{}.With(s.lead)
}

// leadBy lets the clip at i lead. It must be selected, or be so next.
func (s *state) leadBy(i int) { s.lead, s.any, s.place = s.list.Rows[i], true, i }

// selectAll selects all that was found.
func (s *state) selectAll() { s.selected = index.Selection{}.With(s.list.Rows...) }

// isSelected reports whether the clip at i is selected.
func (s *state) isSelected(i int) bool {
	return i >= 0 && i < len(s.list.Rows) && s.selected.Has(s.list.Rows[i])
}

// stays returns where in a new list the clip is that was at first in the old one, or the next one after it that is still there; -1 when there is nothing to go by.
func (s *state) stays(list index.Listing, first int) int {
	const tries = 64 // of those that can be seen
	if list.Index != s.list.Index || closed(list.Query) != closed(s.list.Query) || first < 0 {
		return -1
	}
	for _, row := range s.list.Rows[min(first, len(s.list.Rows)):min(first+tries, len(s.list.Rows))] {
		if i := slices.Index(list.Rows, row); i >= 0 {
			return i
		}
	}
	return -1
}

// marked returns where the clip that leads is, or -1.
func (s *state) marked() int {
	if !s.any {
		return -1
	}
	return s.place
}
