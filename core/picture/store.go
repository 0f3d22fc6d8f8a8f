package picture

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"caracal/core"
)

// A Store is a folder of clean pictures, each named by the hash of its bytes. It is safe for use by many goroutines, and many processes may use one folder.
// The zero Store keeps its pictures in the current folder.
type Store struct {
	Dir string // made, with those above it, when the first picture is kept

	mu    sync.Mutex
	cache []cachedPicture // newest last, at most maxCached
}

var _ core.Pictures = (*Store)(nil)

// NewStore returns a store of the pictures in dir. It touches no file.
func NewStore(dir string) *Store { return &Store{Dir: dir} }

// maxCached is how many opened pictures a Store remembers. Each may take 16 MB.
const maxCached = 2

// A cachedPicture is a picture as it was when we read it. A file that has changed since does not match.
type cachedPicture struct {
	path    string
	size    int64
	changed time.Time
	picture *Picture
}

// Open is [Open], except that it remembers the last pictures: to Keep what the window shows does not decode it a second time. Its pictures are shared, and nobody
// may change them.
func (s *Store) Open(ctx context.Context, path string) (*Picture, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, core.Wrap("open picture", core.PictureMissing, err)
	}
	key := cachedPicture{path: path}
	if info, err := os.Stat(path); err == nil {
		key.size, key.changed = info.Size(), info.ModTime()
		if p := s.recall(key); p != nil {
			return p, nil
		}
	}
	if key.picture, err = Open(ctx, path); err != nil {
		return nil, err
	}
	s.remember(key)
	return key.picture, nil
}

func (s *Store) recall(key cachedPicture) *Picture {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, o := range s.cache {
		if o.path == key.path && o.size == key.size && o.changed.Equal(key.changed) {
			return o.picture
		}
	}
	return nil
}

func (s *Store) remember(o cachedPicture) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cache = append(s.cache, o)
	if len(s.cache) > maxCached {
		s.cache = slices.Delete(s.cache, 0, 1)
	}
}

// Path returns where the picture with this hash, in lower case hex, is or would be.
func (s *Store) Path(sha string) string { return filepath.Join(s.Dir, sha+".jpg") }

// Keep stores a clean copy of the picture at path, as [core.Pictures] says. A picture that is kept already is not written again, and one that lies in the store
// is its own clean copy.
func (s *Store) Keep(ctx context.Context, path string) (core.Picture, error) {
	const op = "keep picture"
	kept := core.Picture{Name: filepath.Base(path)}
	if sha, ok := s.holds(path); ok {
		kept.Path, kept.SHA256 = s.Path(sha), sha
		return kept, nil
	}
	p, err := s.Open(ctx, path)
	if err != nil {
		return core.Picture{}, core.Wrap(op, core.PictureBroken, err)
	}
	var clean bytes.Buffer
	if err := Encode(&clean, p.Image); err != nil {
		return core.Picture{}, err
	}
	if err := ctx.Err(); err != nil {
		return core.Picture{}, err
	}
	kept.SHA256 = hash(clean.Bytes())
	kept.Path = s.Path(kept.SHA256)
	if _, ok := s.holds(kept.Path); ok {
		return kept, nil
	}
	if err := os.MkdirAll(s.Dir, 0o777); err != nil {
		return core.Picture{}, core.WrapFile(op, err)
	}
	if err := core.WriteSharedBytes(kept.Path, clean.Bytes()); err != nil {
		return core.Picture{}, core.WrapFile(op, err)
	}
	return kept, nil
}

// holds reports whether path is a picture in the store whose bytes still are what its name says, and returns its hash.
func (s *Store) holds(path string) (sha string, ok bool) {
	name := filepath.Base(path)
	sha = name[:len(name)-len(filepath.Ext(name))]
	if len(sha) != hex.EncodedLen(sha256.Size) || !sameFile(path, s.Path(sha)) {
		return "", false
	}
	b, err := os.ReadFile(path)
	return sha, err == nil && hash(b) == sha
}

// sameFile reports whether both paths lead to the same regular file of a size that we would keep.
func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil || !x.Mode().IsRegular() || x.Size() > MaxBytes {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
