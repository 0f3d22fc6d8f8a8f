package index

import "caracal/core"

// A Query says which clips are wanted. The zero Query wants all in the library, newest first.
type Query struct {
	// Text is what a person types. It holds words of the prompt, the tags, the file's name or the picture's name, or their beginnings; a phrase in quotes is looked for as it
	// is. See [search.Fields] for what else it may say.
	Text      string
	Engine    core.EngineID // only this one's; empty for all
	Aspect    core.Aspect   // only this one; empty for all
	Favourite bool          // only favourites
	Tag       string        // only what has this one; empty for all
	Bin       bool          // look in the bin instead of the library
	Stacked   bool          // takes of one picture are one stack, see Listing; not in the bin
	Open      Row           // a clip whose stack is open; 0 for none
	Order     Order
}

// An Order says which clip comes first.
type Order string

// The orders. Clips that are equal in it are shown newest first.
const (
	Newest   Order = "" // by when it was asked for; in the bin, by when it was deleted
	Oldest   Order = "oldest"
	ByPrompt Order = "prompt"
	Largest  Order = "largest"
)

// ByTime reports whether clips follow each other in time.
func (o Order) ByTime() bool { return o == Newest || o == Oldest }
