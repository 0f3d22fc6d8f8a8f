package selection

import (
	"slices"

	"caracal/core"
	"caracal/core/library/index"
)

// mostBriefs is how many tiles' words are kept at least: those of some screens.
const mostBriefs = 600

// A Model is what the person has asked for and chosen, and what is known of it. The zero Model has asked for everything and knows nothing.
//
// One clip leads: the panel shows it, and the keys go on from it. The selection is the clips that are acted on, of which the leading one is one.
type Model struct {
	Query  index.Query   // what is asked for now, which the page changes; the rest is changed by the methods
	List   index.Listing // the last answer, perhaps to another query
	Loaded bool          // there has been one

	HasLead bool      // a clip leads
	Lead    index.Row // which, if one does
	Place   int       // where it is in the list

	anchor   index.Row // from which Shift selects, if it is in the list; else from the one that leads
	selected set

	briefs, before map[index.Row]core.Brief // as of the last answer, and as they were before it
}

// Len returns how many clips there are to see.
func (m *Model) Len() int { return len(m.List.Rows) }

// Brief returns what is known of the clip at i, and false while it is not.
func (m *Model) Brief(i int) (core.Brief, bool) {
	if i < 0 || i >= len(m.List.Rows) {
		return core.Brief{}, false
	}
	b, ok := m.briefs[m.List.Rows[i]]
	if !ok {
		b, ok = m.before[m.List.Rows[i]]
	}
	return b, ok
}

// Missing returns the rows from first up to end, and as many before and after them, that nothing is known of as of the last answer. It is nil when the ones from first to end
// are known.
func (m *Model) Missing(first, end int) (rows []index.Row) {
	first, end = max(first, 0), min(end, len(m.List.Rows))
	known := func(row index.Row) bool {
		_, ok := m.briefs[row]
		return ok
	}
	if first >= end || !slices.ContainsFunc(m.List.Rows[first:end], func(row index.Row) bool { return !known(row) }) {
		return nil
	}
	for _, row := range Around(m.List.Rows, first, end) {
		if !known(row) {
			rows = append(rows, row)
		}
	}
	return rows
}

// Around returns those of some rows that are from first up to end, and as many before and after them.
func Around(rows []index.Row, first, end int) []index.Row {
	span := end - first
	return rows[max(0, min(first-span, len(rows))):min(max(end+span, 0), len(rows))]
}

// Know takes what tiles show. When much is known the rest is forgotten: it is asked for when it is seen again.
func (m *Model) Know(briefs map[index.Row]core.Brief) {
	if len(m.briefs)+len(briefs) > mostBriefs {
		m.before, m.briefs = m.briefs, nil
	}
	if m.briefs == nil {
		m.briefs = make(map[index.Row]core.Brief)
	}
	for row, b := range briefs {
		m.briefs[row] = b
	}
}

// LeadIn returns where in a new list the clip is that is to lead: the wanted one, if it is there, else the one that led before, else the one in its place. It is -1 when there
// is nothing.
func (m *Model) LeadIn(list index.Listing, wanted int) int {
	if wanted >= 0 {
		return wanted
	}
	if m.HasLead && list.Index == m.List.Index {
		if i := slices.Index(list.Rows, m.Lead); i >= 0 {
			return i
		}
	}
	place := m.Place
	if Closed(list.Query) != Closed(m.List.Query) {
		place = 0
	}
	return min(place, len(list.Rows)-1)
}

// SetList takes a new list with what tiles of it show, and the place in it of a clip that is wanted, or -1.
func (m *Model) SetList(list index.Listing, briefs map[index.Row]core.Brief, wanted int) {
	lead := m.LeadIn(list, wanted)
	if list.Index != m.List.Index {
		m.selected, m.briefs, m.anchor = set{}, nil, 0
	}
	m.List, m.Loaded = list, true
	if wanted >= 0 {
		m.Query = list.Query // it may have been found elsewhere
	}
	m.before, m.briefs = m.briefs, nil
	m.Know(briefs)
	if m.HasLead = lead >= 0; !m.HasLead {
		m.selected, m.Place = set{}, 0
		return
	}
	if m.Lead != list.Rows[lead] {
		m.anchor = list.Rows[lead]
	}
	m.Lead, m.Place = list.Rows[lead], lead
	if m.selected.len() > 1 { // what is gone is not to be acted on
		m.selected = set{}.with(m.selected.in(list.Rows)...)
	}
	if wanted >= 0 || !m.selected.has(m.Lead) {
		m.selected = set{}.with(m.Lead)
	}
}

// Choose lets the clip at i lead, and selects it alone.
func (m *Model) Choose(i int) {
	m.LeadBy(i)
	m.anchor = m.Lead
	m.selected = set{}.with(m.Lead)
}

// LeadBy lets the clip at i lead. It must be selected, or be so next.
func (m *Model) LeadBy(i int) { m.Lead, m.HasLead, m.Place = m.List.Rows[i], true, i }

// SelectAll selects all that was found.
func (m *Model) SelectAll() { m.selected = set{}.with(m.List.Rows...) }

// IsSelected reports whether the clip at i is selected.
func (m *Model) IsSelected(i int) bool {
	return i >= 0 && i < len(m.List.Rows) && m.selected.has(m.List.Rows[i])
}

// Stays returns where in a new list the clip is that was at first in the old one, or the next one after it that is still there; -1 when there is nothing to go by.
func (m *Model) Stays(list index.Listing, first int) int {
	const tries = 64 // of those that can be seen
	if list.Index != m.List.Index || Closed(list.Query) != Closed(m.List.Query) || first < 0 {
		return -1
	}
	for _, row := range m.List.Rows[min(first, len(m.List.Rows)):min(first+tries, len(m.List.Rows))] {
		if i := slices.Index(list.Rows, row); i >= 0 {
			return i
		}
	}
	return -1
}

// Marked returns where the clip that leads is, or -1.
func (m *Model) Marked() int {
	if !m.HasLead {
		return -1
	}
	return m.Place
}
