package lynxtest

import (
	"bytes"
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"caracal/core"
)

const maxUpload = 32 << 20 // bytes

// An upload is a picture, or the leave to store one.
type upload struct {
	kind   string
	size   int64
	path   string // of its address on the storage host
	stored []byte // nil until it has come
}

// ticket gives leave to store one file.
func (s *Service) ticket(w http.ResponseWriter, r *http.Request) {
	var query struct {
		Name string `json:"filename"`
		Size int64  `json:"size"`
		Kind string `json:"content_type"`
	}
	if !read(w, r, &query) {
		return
	}
	if query.Name == "" || query.Size < 1 || !slices.Contains([]string{"image/jpeg", "image/png"}, query.Kind) {
		refuse(w, http.StatusBadRequest, 1401, "Upload failed: invalid file type")
		return
	}
	if query.Size > maxUpload {
		refuse(w, http.StatusRequestEntityTooLarge, 413, "the file is too large")
		return
	}
	signature := newID()
	u := &upload{kind: query.Kind, size: query.Size, path: picturePath(query.Name)}
	s.mu.Lock()
	s.tickets[signature] = u
	s.mu.Unlock()
	succeed(w, map[string]any{
		"type": "image", "download_url": s.storage.root + u.path, "filename": query.Name, "size": query.Size,
		"upload": map[string]any{
			"method": "PUT", "url": s.storage.root + "/put" + u.path + "?signature=" + signature,
			"headers": map[string]string{"Content-Type": query.Kind, "If-None-Match": "*"},
		},
	})
}

func picturePath(name string) string {
	return "/media/" + newID() + "/images/" + newID()[:8] + path.Ext(name)
}

// form is the older way to upload.
func (s *Service) form(w http.ResponseWriter, r *http.Request) {
	file, head, err := r.FormFile("file")
	if err != nil {
		refuse(w, http.StatusBadRequest, 1400, "file is required")
		return
	}
	defer file.Close()
	b, err := io.ReadAll(io.LimitReader(file, maxUpload))
	if err != nil {
		refuse(w, http.StatusBadRequest, 400, "the file broke off")
		return
	}
	u := &upload{kind: http.DetectContentType(b), size: int64(len(b)), path: picturePath(head.Filename), stored: b}
	s.mu.Lock()
	s.uploads[u.path] = u
	s.mu.Unlock()
	succeed(w, map[string]any{"type": "image", "download_url": s.storage.root + u.path, "filename": head.Filename, "size": u.size})
}

func (s *Service) storageRoutes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("PUT /put/", s.at(Put, s.withoutKey(s.put)))
	mux.HandleFunc("GET /media/", s.at(Media, s.withoutKey(s.picture)))
	mux.HandleFunc("GET /predictions/{id}/1.mp4", s.at(Media, s.withoutKey(s.clip)))
	mux.HandleFunc("/", s.at(Other, http.NotFound))
	return mux
}

// withoutKey refuses requests that carry a key where none belongs, as storage with signed addresses does.
func (s *Service) withoutKey(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			http.Error(w, "Only one auth mechanism allowed", http.StatusBadRequest)
			return
		}
		h(w, r)
	}
}

// put stores what a ticket is for, once, and only as the ticket says.
func (s *Service) put(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	u := s.tickets[r.URL.Query().Get("signature")]
	s.mu.Unlock()
	if u == nil || "/put"+u.path != r.URL.Path {
		http.Error(w, "SignatureDoesNotMatch", http.StatusForbidden)
		return
	}
	if r.Header.Get("Content-Type") != u.kind || r.Header.Get("If-None-Match") != "*" || r.ContentLength != u.size {
		http.Error(w, "the headers are not those that were signed", http.StatusForbidden)
		return
	}
	b, err := io.ReadAll(io.LimitReader(r.Body, u.size+1))
	if err != nil || int64(len(b)) != u.size {
		http.Error(w, "IncompleteBody", http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if u.stored != nil {
		http.Error(w, "PreconditionFailed", http.StatusPreconditionFailed)
		return
	}
	u.stored = b
	s.uploads[u.path] = u
}

// stored returns the picture at an address, or nil.
func (s *Service) stored(address string) []byte {
	at, ours := strings.CutPrefix(address, s.storage.root)
	s.mu.Lock()
	defer s.mu.Unlock()
	if u := s.uploads[at]; ours && u != nil {
		return u.stored
	}
	return nil
}

func (s *Service) picture(w http.ResponseWriter, r *http.Request) {
	b := s.stored(s.storage.root + r.URL.Path)
	if b == nil {
		http.NotFound(w, r)
		return
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(b))
}

// clip serves the MP4 of a run that has ended well, with ranges, as a CDN does.
func (s *Service) clip(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	now := s.Now()
	found := s.find(r.PathValue("id"), now)
	if found == nil || found.status(now) != "completed" {
		s.mu.Unlock()
		http.NotFound(w, r)
		return
	}
	clip, order := found.clip, found.order
	s.mu.Unlock()
	if clip == nil {
		var err error
		if clip, err = s.makeClip(order); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		s.mu.Lock()
		found.clip = clip
		s.mu.Unlock()
	}
	w.Header().Set("Content-Type", "video/mp4")
	w.Header().Set("ETag", `"`+found.id+`"`)
	http.ServeContent(w, r, "", found.created, bytes.NewReader(clip))
}

func (s *Service) makeClip(o Order) ([]byte, error) {
	if s.options.Make != nil && o.Picture != nil {
		return s.options.Make(o)
	}
	return Clip(o.Aspect)
}

// The three usual clips are 81 frames at 16 a second in the sizes of Lynx, H.264 by x264; the tall one has its index at the end of the file.
//
//go:embed clips
var clips embed.FS

// Clip returns the MP4 that is served for an aspect when Options.Make does not make one.
func Clip(a core.Aspect) ([]byte, error) {
	name, ok := map[core.Aspect]string{core.Wide: "wide", core.Tall: "tall", core.Square: "square"}[a]
	if !ok {
		return nil, fmt.Errorf("no clip for aspect %q", a)
	}
	return clips.ReadFile("clips/" + name + ".mp4")
}

// An Odd is a way in which a clip may come that is not the service's usual one, and is a clip all the same.
type Odd string

// Each has 48 frames at 16 a second, 640×640 unless something else is said.
const (
	Fragments Odd = "fragments.mp4" // its index is in pieces between its data, as for streaming
	HEVC      Odd = "hevc.mp4"
	VP9       Odd = "vp9.mp4"
	WebM      Odd = "vp9.webm"
	Turned    Odd = "turned.mp4" // 832×480, to be shown turned by a quarter
	Sound     Odd = "sound.mp4"
	OpenEnd   Odd = "open end" // square.mp4 whose last box says that it goes to the end of the file
	Junk      Odd = "junk"     // square.mp4 with something after its last box that is no box
)

// Odds returns them all.
func Odds() []Odd { return []Odd{Fragments, HEVC, VP9, WebM, Turned, Sound, OpenEnd, Junk} }

// OddClip returns the file.
func OddClip(o Odd) ([]byte, error) {
	switch o {
	case OpenEnd, Junk:
		b, err := Clip(core.Square)
		if err != nil {
			return nil, err
		}
		last := bytes.LastIndex(b, []byte("mdat")) - 4
		if last < 0 || last+int(binary.BigEndian.Uint32(b[last:])) != len(b) {
			return nil, errors.New("the clip does not end with its data")
		}
		if o == Junk {
			return append(b, "\xff\xff\xff\xffjunk that is no box"...), nil
		}
		copy(b[last:], []byte{0, 0, 0, 0})
		return b, nil
	}
	return clips.ReadFile("clips/" + string(o))
}
