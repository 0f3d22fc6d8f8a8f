package selection

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/core/library/index"
)

// rowsFrom returns n rows, from one on.
func rowsFrom(first index.Row, n int) (rows []index.Row) {
	for i := range n {
		rows = append(rows, first+index.Row(i))
	}
	return rows
}

func TestModelAfterAnAnswer(t *testing.T) {
	other := index.Query{Text: "cat"}
	for name, c := range map[string]struct {
		lead     int // where in the list 10 to 19 it was
		selected []index.Row
		query    index.Query
		rows     []index.Row
		index    int64
		wanted   int
		want     index.Row // that leads; 0 for none
		chosen   []index.Row
	}{
		"nothing new":               {lead: 3, rows: rowsFrom(10, 10), wanted: -1, want: 13, chosen: rowsFrom(13, 1)},
		"more before it":            {lead: 3, rows: rowsFrom(1, 19), wanted: -1, want: 13, chosen: rowsFrom(13, 1)},
		"it is gone":                {lead: 3, rows: []index.Row{10, 11, 12, 14, 15}, wanted: -1, want: 14, chosen: rowsFrom(14, 1)},
		"it is gone and was last":   {lead: 9, rows: rowsFrom(10, 9), wanted: -1, want: 18, chosen: rowsFrom(18, 1)},
		"all are gone":              {lead: 3, wanted: -1},
		"another search without it": {lead: 3, query: other, rows: []index.Row{12, 15}, wanted: -1, want: 12, chosen: rowsFrom(12, 1)},
		"another search with it":    {lead: 3, query: other, rows: []index.Row{12, 13}, wanted: -1, want: 13, chosen: rowsFrom(13, 1)},
		"a clip is wanted":          {lead: 3, rows: rowsFrom(10, 10), wanted: 7, want: 17, chosen: rowsFrom(17, 1)},
		"one of several is wanted":  {lead: 3, selected: rowsFrom(12, 6), rows: rowsFrom(10, 10), wanted: 7, want: 17, chosen: rowsFrom(17, 1)},
		"another index":             {lead: 3, rows: rowsFrom(10, 10), index: 1, wanted: -1, want: 13, chosen: rowsFrom(13, 1)},
		"several":                   {lead: 3, selected: rowsFrom(12, 4), rows: rowsFrom(13, 9), wanted: -1, want: 13, chosen: rowsFrom(13, 3)},
		"several without the lead":  {lead: 3, selected: rowsFrom(12, 4), rows: []index.Row{12, 14}, wanted: -1, want: 14, chosen: []index.Row{12, 14}},
		"several in another index":  {lead: 3, selected: rowsFrom(12, 4), rows: rowsFrom(12, 9), index: 1, wanted: -1, want: 15, chosen: rowsFrom(15, 1)},
	} {
		t.Run(name, func(t *testing.T) {
			m := &Model{}
			m.SetList(index.Listing{Rows: rowsFrom(10, 10)}, nil, -1)
			m.Choose(c.lead)
			if c.selected != nil {
				m.selected = set{}.with(c.selected...)
			}
			m.Query = c.query
			m.SetList(index.Listing{Query: c.query, Rows: c.rows, Index: c.index}, nil, c.wanted)
			if m.HasLead != (c.want != 0) || m.HasLead && (m.Lead != c.want || m.List.Rows[m.Marked()] != c.want) || !m.HasLead && m.Marked() != -1 {
				t.Errorf("%d leads, any %v, marked at %d; want %d", m.Lead, m.HasLead, m.Marked(), c.want)
			}
			if diff := cmp.Diff(append([]index.Row{}, c.chosen...), m.selected.in(m.List.Rows)); diff != "" || m.selected.len() != len(c.chosen) {
				t.Errorf("%d selected (-want +got):\n%s", m.selected.len(), diff)
			}
		})
	}
}

// Shift selects from the clip that was picked, wherever an answer has put it.
func TestShiftSelectsFromAClipAndNotFromAPlace(t *testing.T) {
	other := index.Query{Text: "cat"}
	for name, c := range map[string]struct {
		query index.Query
		rows  []index.Row
		index int64
		upTo  int
		want  []index.Row
	}{
		"more before it":              {rows: rowsFrom(1, 119), upTo: 58, want: rowsFrom(59, 2)},
		"a search with it":            {query: other, rows: []index.Row{12, 60, 70, 80}, upTo: 3, want: []index.Row{60, 70, 80}},
		"a search without it":         {query: other, rows: rowsFrom(80, 20), upTo: 2, want: rowsFrom(80, 3)},
		"it is gone":                  {rows: append(rowsFrom(10, 50), rowsFrom(61, 40)...), upTo: 52, want: rowsFrom(61, 3)},
		"an index with other numbers": {index: 1, rows: append(rowsFrom(100, 60), rowsFrom(10, 60)...), upTo: 51, want: rowsFrom(150, 2)},
	} {
		t.Run(name, func(t *testing.T) {
			m := &Model{}
			m.SetList(index.Listing{Rows: rowsFrom(10, 100)}, nil, -1)
			m.Choose(50)
			m.Query = c.query
			m.SetList(index.Listing{Query: c.query, Rows: c.rows, Index: c.index}, nil, -1)
			m.SelectUpTo(c.upTo)
			if diff := cmp.Diff(c.want, m.selected.in(m.List.Rows)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestModelKeepsThePlace(t *testing.T) {
	m := &Model{}
	m.SetList(index.Listing{Rows: rowsFrom(10, 100)}, nil, -1)
	for name, c := range map[string]struct {
		list index.Listing
		want int
	}{
		"nothing new":         {index.Listing{Rows: rowsFrom(10, 100)}, 40},
		"three before it":     {index.Listing{Rows: rowsFrom(7, 103)}, 43},
		"it and two are gone": {index.Listing{Rows: append(rowsFrom(10, 40), rowsFrom(53, 50)...)}, 40},
		"another search":      {index.Listing{Query: index.Query{Text: "x"}, Rows: rowsFrom(10, 100)}, -1},
		"another index":       {index.Listing{Index: 2, Rows: rowsFrom(10, 100)}, -1},
		"nothing is left":     {index.Listing{}, -1},
	} {
		if got := m.Stays(c.list, 40); got != c.want {
			t.Errorf("%s: what was at 40 is at %d, want %d", name, got, c.want)
		}
	}
}

func TestModelAsksForWhatIsMissing(t *testing.T) {
	m := &Model{}
	m.SetList(index.Listing{Rows: rowsFrom(10, 100)}, nil, -1)
	know := func(rows []index.Row) {
		briefs := map[index.Row]core.Brief{}
		for _, row := range rows {
			briefs[row] = core.Brief{ID: core.JobID(fmt.Sprint(row))}
		}
		m.Know(briefs)
	}
	if diff := cmp.Diff(rowsFrom(10, 24), m.Missing(0, 12)); diff != "" {
		t.Errorf("at the beginning (-want +got):\n%s", diff)
	}
	know(m.Missing(0, 12))
	if rows := m.Missing(0, 12); rows != nil {
		t.Errorf("asks again for %v", rows)
	}
	if diff := cmp.Diff(rowsFrom(34, 12), m.Missing(16, 26)); diff != "" { // 24 and 25 are missing, and 26 to 35 are next
		t.Errorf("further on (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(rowsFrom(88, 22), m.Missing(89, 300)[len(m.Missing(89, 300))-22:]); diff != "" {
		t.Errorf("at the end (-want +got):\n%s", diff)
	}
	if rows := m.Missing(100, 112); rows != nil {
		t.Errorf("asks beyond the end: %v", rows)
	}
	// A new answer makes all be asked for again, and shows what was known in the meantime.
	m.SetList(m.List, nil, -1)
	if b, ok := m.Brief(3); !ok || b.ID != "13" || len(m.Missing(0, 12)) == 0 {
		t.Errorf("after a new answer %q is known, and missing are %v", b.ID, m.Missing(0, 12))
	}
}

func TestModelForgetsWhatWasSeenLongAgo(t *testing.T) {
	m := &Model{}
	m.SetList(index.Listing{Rows: rowsFrom(1, 10_000)}, nil, -1)
	for first := 0; first < m.Len(); first += 150 {
		briefs := map[index.Row]core.Brief{}
		for _, row := range m.Missing(first, first+12) {
			briefs[row] = core.Brief{ID: core.JobID(fmt.Sprint(row))}
		}
		m.Know(briefs)
		if b, ok := m.Brief(first); !ok || b.ID == "" {
			t.Fatalf("clip %d is in view and not known", first)
		}
	}
	if n := len(m.briefs) + len(m.before); n > 3*mostBriefs {
		t.Errorf("%d tiles are kept", n)
	}
}
