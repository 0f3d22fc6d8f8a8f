package selection

import "caracal/core/library/index"

// Closed is the question without the stack that is open: two that differ in nothing else show the same place.
func Closed(q index.Query) index.Query {
	q.Open = 0
	return q
}

// Everything is the question without what is searched for and filtered.
func (m *Model) Everything() index.Query {
	return index.Query{Order: m.Query.Order, Stacked: m.Query.Stacked}
}

// InStack reports whether the clip at i is in a stack, and whether that is open.
func (m *Model) InStack(i int) (stacked, open bool) {
	takes := m.List.Takes(i)
	return takes != 1, takes == 0 || m.List.Opened(i)
}

// Top returns where the top of the stack is in which the clip at i lies.
func (m *Model) Top(i int) int {
	for i > 0 && m.List.Takes(i) == 0 {
		i--
	}
	return i
}
