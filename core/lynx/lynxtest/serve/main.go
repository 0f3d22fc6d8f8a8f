// Serve starts the fake of the service on this computer, for demos, and prints the two environment variables with which Caracal uses it:
//
//	go run ./core/lynx/lynxtest/serve
//	go run ./core/lynx/lynxtest/serve -faster 10 -break submit=accepted-cut -break media=half*2 -end failed,1200,"sensitive"
//
// Clips are made by Draft from the picture that was uploaded. Ctrl+C ends it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"caracal/core"
	"caracal/core/draft"
	"caracal/core/lynx/lynxtest"
)

func main() {
	if err := serve(); err != nil {
		fmt.Fprintln(os.Stderr, "serve:", err)
		os.Exit(1)
	}
}

func serve() error {
	faster := flag.Float64("faster", 1, "how many times faster than the real service runs are done (25 to 60 s)")
	balance := flag.Float64("balance", 20, "the account's credit, in dollars")
	limit := flag.Int("inflight", 0, "how many runs at once the account may have; 0 is no limit")
	var broken, endings list
	flag.Var(&broken, "break", "break an `endpoint=fault*times`; may be given several times")
	flag.Var(&endings, "end", "how the next run ends: `status,code,text`, such as failed,1200,sensitive; may be given several times")
	flag.Parse()
	if *faster <= 0 || flag.NArg() > 0 {
		return fmt.Errorf("bad usage; see -help")
	}

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	speed := func(d time.Duration) time.Duration { return time.Duration(float64(d) / *faster) }
	s, err := lynxtest.Start(lynxtest.Options{
		Balance: core.USD(*balance * float64(core.Dollar)), InFlight: *limit,
		Fast: speed(25 * time.Second), Slow: speed(60 * time.Second),
		Make: func(o lynxtest.Order) ([]byte, error) { return film(ctx, o) },
	})
	if err != nil {
		return err
	}
	defer s.Close()
	for _, b := range broken {
		if err := s.BreakByName(b); err != nil {
			return err
		}
	}
	for _, e := range endings {
		status, rest, _ := strings.Cut(e, ",")
		code, text, _ := strings.Cut(rest, ",")
		n, err := strconv.Atoi(code)
		if err != nil {
			return fmt.Errorf("%q is not an ending", e)
		}
		s.End(lynxtest.Ending{Status: status, Code: n, Error: text})
	}
	fmt.Printf("CARACAL_API_URL=%s\nWAVESPEED_API_KEY=%s\n", s.Base(), s.Key())
	<-ctx.Done()
	fmt.Fprintf(os.Stderr, "%d submits, %d runs\n", s.Submits(), len(s.Runs()))
	for _, trouble := range append(s.Leaks(), s.Notes()...) {
		fmt.Fprintln(os.Stderr, trouble)
	}
	return nil
}

// film makes a clip from the picture of an order.
func film(ctx context.Context, o lynxtest.Order) ([]byte, error) {
	dir, err := os.MkdirTemp("", "lynxtest")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	picture, out := filepath.Join(dir, "picture"), filepath.Join(dir, "clip.mp4")
	if err := os.WriteFile(picture, o.Picture, 0o600); err != nil {
		return nil, err
	}
	err = draft.New().Generate(ctx, &core.Task{
		Request: core.Request{Picture: core.Picture{Path: picture}, Prompt: o.Prompt, Aspect: o.Aspect, Focus: core.Point{X: 0.5, Y: 0.4}},
		Out:     out,
		Save:    func(core.Mark) error { return nil },
		Report:  func(core.Progress) {},
	})
	if err != nil {
		return nil, err
	}
	return os.ReadFile(out)
}

// A list is a flag that may be given several times.
type list []string

func (l *list) String() string     { return strings.Join(*l, " ") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }
