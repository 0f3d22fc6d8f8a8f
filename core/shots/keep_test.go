package shots

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"caracal/core"
)

// photographed gives each row of a list a picture that is a file, with its name in it.
func (h home) photographed(t testing.TB, l List) List {
	t.Helper()
	return l.each(func(r *Row) {
		r.Picture.Path = filepath.Join(h.dir, r.Picture.Name)
		if err := os.WriteFile(r.Picture.Path, []byte(r.Picture.Name), 0o600); err != nil {
			t.Fatal(err)
		}
	})
}

// A card that is pulled out after the list was begun, or a picture that is edited then, changes nothing, a restart included.
func TestABegunListDoesWithoutItsPictures(t *testing.T) {
	h := newHome(t)
	gate, pass := aside()
	checked := func(ctx context.Context, r core.Request) error {
		if err := gate(ctx, r); err != nil {
			return err
		}
		seen, err := os.ReadFile(r.Picture.Path)
		if err == nil && string(seen) != r.Picture.Name {
			err = errors.New("another picture is sent than the one that was seen")
		}
		return err
	}
	s := h.open(t, 0, checked)
	l := h.photographed(t, paid(t, 6))
	l, err := l.Duplicate(l.Rows[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Begin(l); err != nil {
		t.Fatal(err)
	}
	s.await(t, l.ID, "what is not with the studio has copies", func(st Status) bool {
		for i, row := range st.List.Rows {
			if row.Kept == "" && st.State(i) == ToCome {
				return false
			}
		}
		return st.Count(Making) == 3
	})
	s.close()
	for i, row := range l.Rows {
		if i%2 == 0 {
			err = os.Remove(row.Picture.Path)
		} else {
			err = os.WriteFile(row.Picture.Path, []byte("edited"), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	s = h.open(t, 0, checked)
	for range l.Rows {
		pass <- struct{}{}
	}
	st := s.await(t, l.ID, "it has ended", Status.Ended)
	if st.Count(Saved) != len(l.Rows) || len(h.posts()) != len(l.Rows) {
		t.Errorf("%s, %d posts", summary([]Status{st}), len(h.posts()))
	}
}

func TestEachPictureOfAListIsKeptOnce(t *testing.T) {
	h := newHome(t)
	h.limit = core.Limit{InFlight: 1}
	read := make(chan string, 100)
	h.keeps = func(_ context.Context, path string) error {
		read <- filepath.Base(path)
		return nil
	}
	gate, _ := aside()
	s := h.open(t, 0, gate)
	l := h.photographed(t, paid(t, 20))
	for _, row := range l.Rows[:10] {
		var err error
		if l, err = l.Duplicate(row.ID); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Begin(l); err != nil {
		t.Fatal(err)
	}
	s.await(t, l.ID, "all have copies", func(st Status) bool { return st.List.Rows[29].Kept != "" })
	times := map[string]int{}
	for len(read) > 0 {
		times[<-read]++
	}
	for name, n := range times {
		if n > 1 && name > "p01" { // those are submitted at the same time
			t.Errorf("%s was read %d times", name, n)
		}
	}
	if len(times) < 20 {
		t.Errorf("only %d pictures were read", len(times))
	}
}
