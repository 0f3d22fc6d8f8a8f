package shots

import (
	"slices"

	"caracal/core"
)

// Agree returns the list with the person's agreement that each row may cost what its engine costs according to told, which is what they have been shown. No row is ever sent for more.
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

// withAgreed returns the list with what the person agreed to filled in where a list that an older version began does not say: the least that was ever reserved for a clip of its engine,
// or else the engine's price. Rows that were stopped then stay stopped.
func (s Status) withAgreed(engines []core.Info) List {
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
		r.LeftOut = r.LeftOut || s.Jobs[i].State == core.Stopped
	}
	return l
}

// PriceRose reports whether a clip that is to come costs more now than was agreed to, and returns both prices.
func (s Status) PriceRose(engines []core.Info) (now, agreed core.USD, rose bool) {
	for i, r := range s.List.Rows {
		if info, _ := core.InfoOf(engines, r.Engine); s.State(i) == ToCome && info.Price > r.Agreed {
			return info.Price, r.Agreed, true
		}
	}
	return 0, 0, false
}

// Total adds up what the rows in these states cost when they are sent: rows to come, or failed rows, which are paid for once more when they are tried again.
func (s Status) Total(engines []core.Info, states ...RowState) Total {
	var l List
	for i, r := range s.List.Rows {
		if slices.Contains(states, s.State(i)) && !s.resumable(i) {
			l.Rows = append(l.Rows, r)
		}
	}
	return l.Total(engines)
}

// resumable reports whether row i, which failed, has a run to go on from, which costs nothing more.
func (s Status) resumable(i int) bool {
	return s.List.Rows[i].Err == nil && s.State(i) == Failed && core.KindOf(s.Jobs[i].Err).Nature().Remedy == core.CheckAgain
}
