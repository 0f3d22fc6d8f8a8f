package shots

import (
	"slices"

	"caracal/core"
)

// Agree returns the list with the person's word that each row may cost what its engine does as it was told: no row is ever sent for more.
func (l List) Agree(told []core.Info) List {
	return l.each(func(r *Row) { r.agree(told) })
}

func (r *Row) agree(told []core.Info) {
	if info, ok := core.InfoOf(told, r.Engine); ok {
		r.Agreed = info.Price
	}
}

// checkAgreed returns an error of kind PriceRose when a row costs more than was agreed to.
func (l List) checkAgreed(engines []core.Info) error {
	for _, r := range l.Rows {
		if info, _ := core.InfoOf(engines, r.Engine); info.Price > r.Agreed {
			return core.Errorf("check shots", core.PriceRose, "a clip costs %v now, and %v was agreed to", info.Price, r.Agreed)
		}
	}
	return nil
}

// agreedBefore returns the list with what was agreed to where a list of an older version, which was begun, does not say: the least that was ever reserved for its clips, or else the
// engine's price. What was stopped then stays so.
func (s Status) agreedBefore(engines []core.Info) List {
	least := map[core.EngineID]core.USD{}
	for i, r := range s.List.Rows {
		if j := s.Jobs[i]; j.Price > 0 && (least[r.Engine] == 0 || j.Price < least[r.Engine]) {
			least[r.Engine] = j.Price
		}
	}
	l := s.List
	l.Rows = slices.Clone(l.Rows)
	for i := range l.Rows {
		r := &l.Rows[i]
		info, _ := core.InfoOf(engines, r.Engine)
		if info.Price == 0 || r.Agreed > 0 {
			continue
		}
		if r.Agreed = least[r.Engine]; r.Agreed == 0 {
			r.Agreed = info.Price
		}
		r.Left = r.Left || s.Jobs[i].State == core.Stopped
	}
	return l
}

// Rose returns what a clip that is to come costs now and what was agreed to, and whether that is less.
func (s Status) Rose(engines []core.Info) (now, agreed core.USD, rose bool) {
	for i, r := range s.List.Rows {
		if info, _ := core.InfoOf(engines, r.Engine); s.State(i) == ToCome && info.Price > r.Agreed {
			return info.Price, r.Agreed, true
		}
	}
	return 0, 0, false
}

// Total adds up what the rows in these states come to when they are sent: those to come, or those that failed and would be paid for once more if they were tried again.
func (s Status) Total(engines []core.Info, states ...RowState) Total {
	var l List
	for i, r := range s.List.Rows {
		if slices.Contains(states, s.State(i)) && !s.resumable(i) {
			l.Rows = append(l.Rows, r)
		}
	}
	return l.Total(engines)
}

// goesOn reports whether row i, which failed, has a run to go on from, which costs nothing more.
func (s Status) resumable(i int) bool {
	return s.List.Rows[i].Err == nil && s.State(i) == Failed && core.KindOf(s.Jobs[i].Err).Nature().Remedy == core.CheckAgain
}
