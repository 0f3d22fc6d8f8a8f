package gui

import "caracal/gui/words"

// undoing is the way back of what was done last. One who asks for it while something is still being done means that, and not what was done before it.
type undoing struct {
	back    func() // nil for nothing
	doing   int    // how many things are being done
	offered bool   // one of them has said what its way back is
	asked   bool   // the person wants it as soon as they are done
}

// OfferUndo shows for a while what was done, with the way back, which Ctrl or ⌘ with Z takes as well, until something else can be undone.
func (s *shell) OfferUndo(text string, undo func()) {
	s.undo.offered = true
	s.undo.back = func() {
		s.undo.back = nil
		undo()
	}
	s.Offer(text, words.Undo(), s.undo.back)
}

// Doing says that something is being done whose way back may be offered before done is called, once.
func (s *shell) Doing() (done func()) {
	u := &s.undo
	if u.doing == 0 {
		u.offered = false
	}
	u.doing++
	return func() {
		if u.doing--; u.doing > 0 {
			return
		}
		if u.asked && u.offered {
			s.takeBack()
		}
		u.asked = false
	}
}

// takeBack undoes what was done last.
func (s *shell) takeBack() {
	switch u := &s.undo; {
	case u.doing > 0:
		u.asked = true
	case u.back != nil:
		s.toast.Hide()
		u.back()
	}
}
