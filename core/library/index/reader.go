package index

// A Reader answers what is asked of an index about the clips in the library folder: which are found by a query, in which order, and what they are. It remembers what it has read of all clips
// for as long as nothing changes. It is safe for use by many goroutines, and takes milliseconds.
type Reader struct {
	x *Index

	sheets chan struct{} // has a place for the one who reads sheet or replaces it
	sheet  *sheet        // the last that was read; nil for none
}

// NewReader returns a reader of an index, which is used no more when the index is closed.
func NewReader(x *Index) *Reader { return &Reader{x: x, sheets: make(chan struct{}, 1)} }
