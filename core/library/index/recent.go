package index

import (
	"slices"
	"sync"
)

// A recent remembers what was found in one sheet for the phrases and the tags that were looked for last. A search is typed letter by letter, and taken back likewise: all words but one are the
// same at each key, and that one is often what it was two keys ago. It is safe for use by many goroutines. Its zero value remembers nothing yet.
type recent struct {
	mu   sync.Mutex
	list []recentSet // the one used last is the last
}

// A recentSet is where a phrase, or a tag after a #, is found. Nobody changes the set.
type recentSet struct {
	phrase string
	set    rowSet
}

// mostRecent phrases are remembered: a few words, letter by letter, and the tags that are counted at each; two and a half bytes for each clip.
const mostRecent = 20

// get returns nil for a phrase that is not remembered.
func (r *recent) get(phrase string) rowSet {
	r.mu.Lock()
	defer r.mu.Unlock()
	i := r.at(phrase)
	if i < 0 {
		return nil
	}
	known := r.list[i]
	r.list = append(slices.Delete(r.list, i, i+1), known)
	return known.set
}

// put remembers a set, and forgets the one that was used longest ago when there are too many.
func (r *recent) put(phrase string, set rowSet) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if i := r.at(phrase); i >= 0 {
		r.list = slices.Delete(r.list, i, i+1)
	} else if len(r.list) == mostRecent {
		r.list = slices.Delete(r.list, 0, 1)
	}
	r.list = append(r.list, recentSet{phrase, set})
}

func (r *recent) at(phrase string) int {
	return slices.IndexFunc(r.list, func(s recentSet) bool { return s.phrase == phrase })
}
