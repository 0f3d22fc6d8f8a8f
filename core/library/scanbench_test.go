package library

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"caracal/core/library/librarytest"
)

// resident returns how much memory this process has, in bytes; 0 where the system does not say.
func resident() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	kb, err := strconv.ParseFloat(strings.Fields(rest + " 0")[0], 64)
	if err != nil {
		return 0
	}
	return kb * 1024
}

// peak runs do and returns the most memory that it took beyond what there was, in MB.
func peak(do func()) float64 {
	runtime.GC()
	before := resident()
	most, stop, done := before, make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				most = max(most, resident())
			case <-stop:
				return
			}
		}
	}()
	do()
	close(stop)
	<-done
	return (most - before) / 1e6
}

// BenchmarkScan prints what a library of 100,000 clips costs beside an empty one.
func BenchmarkScan(b *testing.B) {
	clips := 100_000
	if n, err := strconv.Atoi(os.Getenv("CARACAL_BENCH_CLIPS")); err == nil {
		clips = n
	}
	clip, err := os.ReadFile("testdata/clip.mp4")
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{0, clips} {
		f := foldersIn(b.TempDir())
		first, err := Open(f, &camera{})
		if err != nil {
			b.Fatal(err)
		}
		if err := first.Ready(); err != nil {
			b.Fatal(err)
		}
		librarytest.Fill(b, f.Library, n, clip)
		var took time.Duration
		var mb float64
		b.Run(fmt.Sprintf("clips=%d/first", n), func(b *testing.B) {
			if took == 0 { // only one can be the first, however often it is asked for
				begun := time.Now()
				mb = peak(func() { scan(b, first) })
				took = time.Since(begun)
			}
			b.ReportMetric(float64(took.Nanoseconds()), "ns/op")
			b.ReportMetric(float64(n)/took.Seconds(), "files/s")
			b.ReportMetric(mb, "MB")
		})
		old := time.Now().Add(-time.Hour)
		err = filepath.WalkDir(f.Library, func(path string, d os.DirEntry, err error) error {
			if err == nil && d.IsDir() {
				err = os.Chtimes(path, old, old)
			}
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		scan(b, first)                        // the folders as they are now
		if err := first.Close(); err != nil { // so that each start finds a closed index
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("clips=%d/start", n), func(b *testing.B) {
			for b.Loop() {
				again, err := Open(f, &camera{})
				if err != nil {
					b.Fatal(err)
				}
				scan(b, again)
				if err := again.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
		l := open(b, f)
		b.Run(fmt.Sprintf("clips=%d/unchanged", n), func(b *testing.B) {
			for b.Loop() {
				scan(b, l)
			}
		})
		b.Run(fmt.Sprintf("clips=%d/add", n), func(b *testing.B) {
			for b.Loop() {
				add(b, l, described("slow push in, golden hour", 0))
			}
		})
		b.Run(fmt.Sprintf("clips=%d/delete and restore", n), func(b *testing.B) {
			c := add(b, l, described("slow push in, golden hour", 0))
			for b.Loop() {
				if _, err := l.Delete(b.Context(), c.ID); err != nil {
					b.Fatal(err)
				}
				if _, err := l.Restore(b.Context(), c.ID); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
