package selection

import (
	"slices"

	"caracal/core/library/index"
)

// Toggle selects the clip at i beside the others, or no more. The last one stays.
func (m *Model) Toggle(i int) {
	row := m.List.Rows[i]
	m.anchor = row
	if !m.selected.has(row) {
		m.selected = m.selected.with(row)
		m.LeadBy(i)
		return
	}
	if m.selected.len() == 1 {
		return
	}
	m.selected = m.selected.without(row)
	if row == m.Lead {
		m.LeadBy(slices.IndexFunc(m.List.Rows, m.selected.has))
	}
}

// SelectUpTo selects all clips from the one that was picked last up to i.
func (m *Model) SelectUpTo(i int) {
	from := slices.Index(m.List.Rows, m.anchor)
	if from < 0 {
		from, m.anchor = m.Place, m.Lead
	}
	m.LeadBy(i)
	m.selected = set{}.with(m.List.Rows[min(from, i) : max(from, i)+1]...)
}

// SelectOnly selects the clips at these places, of which the first leads.
func (m *Model) SelectOnly(places []int) {
	rows := make([]index.Row, 0, len(places))
	for _, i := range places {
		if i < len(m.List.Rows) {
			rows = append(rows, m.List.Rows[i])
		}
	}
	if len(rows) == 0 {
		return
	}
	m.Lead, m.HasLead, m.Place = rows[0], true, places[0]
	m.anchor = rows[0]
	m.selected = set{}.with(rows...)
}

// SelectedRows returns the clips that are selected, in the order of the list.
func (m *Model) SelectedRows() []index.Row { return m.selected.in(m.List.Rows) }

// SelectedCount returns how many clips are selected.
func (m *Model) SelectedCount() int { return m.selected.len() }

// Many reports whether several clips are selected.
func (m *Model) Many() bool { return m.selected.len() > 1 }

// Following returns where the next clip is in a direction, of those that are selected where there are several; -1 for none.
func (m *Model) Following(from, by int) int {
	for i := from + by; i >= 0 && i < m.Len(); i += by {
		if !m.Many() || m.IsSelected(i) {
			return i
		}
	}
	return -1
}
