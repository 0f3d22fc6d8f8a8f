package index

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"caracal/core"
)

// shelfOf returns an index with n clips.
func shelfOf(b *testing.B, n int) (*shelf, core.Folders) {
	b.Helper()
	f := foldersIn(b.TempDir())
	l := open(b, f)
	vocabulary := strings.Fields("slow fast push in pull back pan tilt orbit left right golden hour night noir vintage grain smiles turns window " +
		"cat portrait warm cinematic soft light gentle handheld snow rain forest city sea sky walks looks waves to the camera")
	random := rand.New(rand.NewPCG(1, 2))
	for some := range slices.Chunk(make([]struct{}, n), 5000) {
		err := l.Change(b.Context(), func(tx *Txn) error {
			for range some {
				var prompt []string
				for range 12 {
					prompt = append(prompt, vocabulary[random.IntN(len(vocabulary))])
				}
				n--
				c := described(strings.Join(prompt, " "), -time.Duration(n)*time.Hour)
				c.Story.Engine = []core.EngineID{core.Draft, core.Lynx}[n%2]
				c.Story.Aspect = core.Aspects()[n%3]
				if _, err := tx.Put(b.Context(), c, relOf(c), file{clip: c}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	return l, f
}

// firstPage asks for what the Library page shows first.
func firstPage(b *testing.B, l *shelf, q Query) {
	b.Helper()
	found := listOf(b, l, q)
	if _, err := l.Briefs(b.Context(), found.Rows[:min(60, len(found.Rows))]); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkIndex prints what the Library page asks of the index alone, with no clips in it, with 100,000 and with a million: each key of a search as it is typed, the counts
// of the chips among it. CARACAL_BENCH_ROWS is another number in place of the last two.
func BenchmarkIndex(b *testing.B) {
	sizes := []int{0, 100_000, 1_000_000}
	if n, err := strconv.Atoi(os.Getenv("CARACAL_BENCH_ROWS")); err == nil {
		sizes = []int{0, n}
	}
	for _, n := range sizes {
		b.Run(fmt.Sprintf("clips=%d", n), func(b *testing.B) { benchmarkIndex(b, n) })
	}
}

func benchmarkIndex(b *testing.B, n int) {
	l, f := shelfOf(b, n)
	for _, text := range []string{"", "s", "sm", "smi", "smiles", "smiles win", "slow push golden", "portrait", "2026", `"slow push"`, "engine:lynx before:2026-05 larger:1kB"} {
		b.Run("list="+text, func(b *testing.B) {
			for b.Loop() {
				firstPage(b, l, Query{Text: text})
			}
		})
	}
	for _, order := range []Order{Newest, ByPrompt, Largest} {
		b.Run("order="+string(order), func(b *testing.B) {
			for b.Loop() {
				l.sheet = nil // as after a change
				firstPage(b, l, Query{Order: order})
			}
		})
	}
	b.Run("start", func(b *testing.B) {
		for b.Loop() {
			again := openOnce(b, f)
			firstPage(b, again, Query{})
			if err := again.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("version", func(b *testing.B) {
		for b.Loop() {
			l.Version()
		}
	})
}

// BenchmarkPrompts reads the prompts of 100,000 clips, which are all different.
func BenchmarkPrompts(b *testing.B) {
	l, _ := shelfOf(b, 100_000)
	for b.Loop() {
		if _, err := l.Prompts(b.Context(), 10_000); err != nil {
			b.Fatal(err)
		}
	}
}
