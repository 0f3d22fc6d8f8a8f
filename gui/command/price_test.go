package command

import (
	"errors"
	"strings"
	"testing"

	"caracal/core"
	"caracal/core/journal"
)

// A listener does something when the command has said a price, before it orders for that.
type listener struct {
	strings.Builder
	heard func()
}

func (l *listener) Write(text []byte) (int, error) {
	if l.heard != nil && strings.Contains(string(text), "$") {
		l.heard()
		l.heard = nil
	}
	return l.Builder.Write(text)
}

func TestACommandPaysNoMoreThanItHasSaid(t *testing.T) {
	for _, c := range []struct {
		name string
		verb Verb
		args func(t *testing.T, h *home) []string
	}{
		{"a clip", Make, func(_ *testing.T, h *home) []string {
			return []string{"--picture", h.picture, "--prompt", "smiles", "--with", "lynx"}
		}},
		{"several clips", Make, func(_ *testing.T, h *home) []string {
			return []string{"--picture", h.picture, "--picture", h.picture, "--prompt", "smiles", "--with", "lynx"}
		}},
		{"a list", Make, func(_ *testing.T, h *home) []string { return []string{"--list", h.list} }},
		{"a second submit", Decide, func(t *testing.T, h *home) []string {
			id := core.NewJobID()
			e := core.Entry{
				Job: core.Job{
					ID: id, State: core.Unclear, Step: core.Submitting, Money: core.Reserved, Price: 50 * core.Cent,
					Request: core.Request{Engine: core.Lynx, Prompt: "smiles", Aspect: core.Wide, Picture: core.Picture{Path: h.picture}},
				},
				Mark: core.Mark{Step: core.Submitting},
			}
			j, err := journal.Open(h.folders.Data)
			if err == nil {
				err = errors.Join(j.Put(e), j.Close())
			}
			if err != nil {
				t.Fatal(err)
			}
			return []string{string(id), "send"}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHome(t, 2)
			p, _ := h.open(t)
			args := c.args(t, h)
			said := &listener{heard: func() {
				h.service.SetPrice(75 * core.Cent)
				if now := p.Studio.Quote(t.Context(), core.Lynx); now != 75*core.Cent { // as another job's submit asks
					t.Errorf("it costs %v", now)
				}
			}}
			var out strings.Builder
			code := c.verb(t.Context(), p, Terminal{Args: args, Out: &out, Err: said})
			if code != Failed || !strings.Contains(said.String(), "costs more now") || h.service.Submits() > 0 {
				t.Errorf("exit %d after %d submits:\n%s", code, h.service.Submits(), said)
			}
		})
	}
}
