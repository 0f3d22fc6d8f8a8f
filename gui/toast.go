package gui

import (
	"time"
)

// How long a toast stays: long enough to read it, and to reach its action.
const (
	leastToast = 6 * time.Second
	mostToast  = 20 * time.Second
	readByte   = 60 * time.Millisecond // a byte of text; adults read English at about 42 (238 words a minute, Brysbaert 2019), and what has more bytes a letter has more to say in each
)

// toastTime returns how long a text stays.
func toastTime(text string) time.Duration {
	return min(max(leastToast, time.Duration(len(text))*readByte), mostToast)
}

// A toaster lies over the whole window, and so over its toast, and has a toast of its own.
type toaster interface {
	Offer(text, action string, do func())
	Quiet()
}

// Say shows a sentence for a while.
func (s *shell) Say(text string) { s.Offer(text, "", nil) }

// Offer shows a sentence for a while with one thing to do about it. What lies over the window shows it too, and the window goes on with it when that is left.
func (s *shell) Offer(text, action string, do func()) {
	s.quiet()
	hide := s.toast.Hide
	if over, ok := s.window.Canvas().Overlays().Top().(toaster); ok {
		over.Offer(text, action, func() {
			s.toast.Hide()
			do()
		})
		hide = func() {
			s.toast.Hide()
			over.Quiet()
		}
	}
	s.toast.Show(text, action, do)
	s.quiet = s.inbox.After(toastTime(text), hide)
}
