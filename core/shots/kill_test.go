package shots

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/core/processtest"
)

// The test binary is also the process that carries out the lists of the home in its first argument until it is killed.
func TestMain(m *testing.M) {
	processtest.Main(m, map[string]processtest.Role{
		"carry out": func(args []string) error { return untilKilled(home{dir: args[0]}) },
	})
}

// untilKilled goes on with the lists of the home and ends when they have.
func untilKilled(h home) error {
	s, err := h.start(0, nil)
	if err != nil {
		return err
	}
	defer s.close()
	done := make(chan struct{}, 1)
	stop := s.Watch(func(st Status) {
		if st.Ended() {
			select {
			case done <- struct{}{}:
			default:
			}
		}
	})
	defer stop()
	for _, st := range s.Lists() {
		if !st.Ended() {
			<-done
		}
	}
	return nil
}

// TestAKillNeitherSubmitsTwiceNorLosesARow kills the process that carries out a list, again and again, until one comes to the end.
func TestAKillNeitherSubmitsTwiceNorLosesARow(t *testing.T) {
	h := newHome(t)
	l := paid(t, 24).each(func(r *Row) { r.Job = core.NewJobID() })
	l.Begun = time.Now()
	if err := (&Book{Dir: h.lists()}).Save(l); err != nil {
		t.Fatal(err)
	}

	random := rand.New(rand.NewPCG(1, 2))
	kills, posts := 0, 0
	for ended := false; !ended; {
		cmd := processtest.Command(t.Context(), "carry out", h.dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		gone := make(chan error, 1)
		go func() { gone <- cmd.Wait() }()
		select {
		case err := <-gone:
			if err != nil {
				t.Fatal(err)
			}
			ended = true
		case <-h.someMore(t, posts+1, time.Duration(random.IntN(8000))*time.Microsecond):
			cmd.Process.Kill()
			ended = <-gone == nil
			kills++
		}
		posts = len(h.posts())
	}
	if d := cmp.Diff(onceEach(l), h.counts()); d != "" {
		t.Error(d)
	}
	if kills < 3 {
		t.Errorf("%d kills are too few to tell", kills)
	}
	s := h.open(t, 0, nil)
	if got := s.Lists(); len(got) != 1 || got[0].Count(Saved) != 24 {
		t.Error(summary(got))
	}
	t.Logf("%d kills", kills)
}

// someMore is closed so long after that many submits have arrived.
func (h home) someMore(t *testing.T, posts int, later time.Duration) <-chan struct{} {
	ch := make(chan struct{})
	go func() {
		defer close(ch)
		for len(h.posts()) < posts && t.Context().Err() == nil {
			time.Sleep(time.Millisecond) // to be killed in the midst of something, and not to wait for it
		}
		time.Sleep(later)
	}()
	return ch
}
