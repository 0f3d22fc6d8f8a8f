package previews

import (
	"context"
	"fmt"
	"image"
	"io/fs"
	"os"
	"path/filepath"

	"caracal/core"
	"caracal/core/filmstrip"
	"caracal/core/media"
)

// A Decoder shows frames of clips; *media.Decoder is one.
type Decoder interface {
	// Poster returns the picture that stands for the clip at path, to fit into size pixels.
	Poster(ctx context.Context, path string, size image.Point) (*image.RGBA, error)
	// Filmstrip writes a small copy of the clip at from. It fails with BadClip when none can be made.
	Filmstrip(ctx context.Context, from, to string) error
}

var _ Decoder = (*media.Decoder)(nil)

// Previews are the posters and the filmstrips of clips. They are safe for use by many goroutines, and by many processes at once.
type Previews struct {
	budget  *budget // of both
	posters *posters
	strips  *strips
}

// New returns the previews in a cache folder, which it does not touch yet. They are to be closed.
func New(cache string, d Decoder) *Previews {
	posters, strips := filepath.Join(cache, "posters"), filepath.Join(cache, "filmstrips")
	b := newBudget(posters, strips)
	return &Previews{budget: b, posters: newPosters(posters, d, b), strips: newStrips(strips, d, b)}
}

// Close ends what a lower limit makes go, and waits for it. What is left then goes with the next preview that is made.
func (p *Previews) Close() { p.budget.close() }

// Adopt takes over what a film has left beside its clip at file, see [filmstrip.Beside], as previews of c. Where there is nothing, or the cache is on another disk, they are made
// when they are needed.
func (p *Previews) Adopt(ctx context.Context, file string, c core.Clip) {
	for _, a := range []struct{ from, to string }{
		{filmstrip.PosterBeside(file), p.posters.path(c, image.Pt(filmstrip.PosterSide, filmstrip.PosterSide))},
		{filmstrip.Beside(file), p.strips.path(c)},
	} {
		if core.Exists(a.from) && os.MkdirAll(filepath.Dir(a.to), 0o700) == nil && os.Rename(a.from, a.to) == nil {
			p.budget.made(ctx, a.to)
		}
	}
}

// Follow keeps the previews of a clip whose file has changed and whose film has not. What cannot be kept is made anew.
func (p *Previews) Follow(before, after core.Clip) {
	p.strips.follow(before, after)
	p.posters.follow(before, after)
}

// Remove removes the previews of clips, as far as that can be done.
func (p *Previews) Remove(of map[core.JobID]bool) {
	for _, dir := range p.budget.dirs {
		core.RemoveFiles(dir, func(f fs.FileInfo) bool { return len(f.Name()) > uuidLen && of[core.JobID(f.Name()[:uuidLen])] })
	}
	p.budget.count(-1)
}

// nameOf is how the names of a clip's previews begin: with the clip, and with the size and time of its file, because another film may be in its place.
func nameOf(c core.Clip) string {
	return fmt.Sprintf("%s-%d-%d", c.ID, c.Bytes, c.Modified.UnixMicro())
}

// uuidLen is the length of a job's id as text, with which the name of each preview begins.
const uuidLen = 36

// sizeOf returns how many bytes the file at path has; 0 for none.
func sizeOf(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}
