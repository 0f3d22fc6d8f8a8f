package core

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
)

// A UsedPrompt is a prompt that a clip was asked for with, and what came of it.
type UsedPrompt struct {
	Text      string
	Used      time.Time // last
	Favourite bool      // one of its clips is one
	Clip      JobID     // the latest of them in the library, a favourite if there is one; empty for none
}

// MergePrompts returns the prompts of all lists, each once and without the spaces around it: favourites first, and then the latest first. At most one list knows of clips, so the first
// clip that is known is taken.
func MergePrompts(lists ...[]UsedPrompt) (joined []UsedPrompt) {
	at := map[string]int{}
	for _, p := range slices.Concat(lists...) {
		p.Text = strings.TrimSpace(p.Text)
		if p.Text == "" {
			continue
		}
		i, known := at[p.Text]
		if !known {
			at[p.Text] = len(joined)
			joined = append(joined, p)
			continue
		}
		same := &joined[i]
		same.Clip, same.Favourite = cmp.Or(same.Clip, p.Clip), same.Favourite || p.Favourite
		if p.Used.After(same.Used) {
			same.Used = p.Used
		}
	}
	slices.SortStableFunc(joined, func(a, b UsedPrompt) int {
		if a.Favourite != b.Favourite {
			if a.Favourite {
				return -1
			}
			return 1
		}
		return b.Used.Compare(a.Used)
	})
	return joined
}

// Prompts returns the n prompts that were used last, by all processes and whatever became of them, each once. It waits for the disk. The error is an *Error, or ctx.Err().
func (s *Studio) Prompts(ctx context.Context, n int) ([]UsedPrompt, error) {
	list, err := s.rooms.Journal.Prompts(ctx, n)
	return list, Wrap("list prompts", Internal, err)
}
