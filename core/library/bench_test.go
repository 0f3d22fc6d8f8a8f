package library

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"caracal/core"
)

// shelfOf returns a library with n clips in the index, and their files when they are asked for.
func shelfOf(b *testing.B, n int, files bool) (*Library, core.Folders) {
	b.Helper()
	f := foldersIn(b.TempDir())
	l := open(b, f)
	if err := l.Begin(); err != nil {
		b.Fatal(err)
	}
	vocabulary := strings.Fields("slow fast push in pull back pan tilt orbit left right golden hour night noir vintage grain smiles turns window " +
		"cat portrait warm cinematic soft light gentle handheld snow rain forest city sea sky walks looks waves to the camera")
	file := filepath.Join(l.folder.root, "clip.mp4")
	if err := os.Rename(made(b), file); err != nil {
		b.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	err := l.change(b.Context(), func(tx *txn) error {
		for i := range n {
			var prompt []string
			for range 12 {
				prompt = append(prompt, vocabulary[random.IntN(len(vocabulary))])
			}
			c := described(strings.Join(prompt, " "), -time.Duration(i)*time.Hour)
			c.Story.Engine = []core.EngineID{core.Draft, core.Lynx}[i%2]
			c.Story.Aspect = core.Aspects()[i%3]
			rel := "clip.mp4"
			if files {
				rel = fmt.Sprintf("%s/%d.mp4", monthFolder(c.Story.Created), i)
				if err := os.MkdirAll(filepath.Dir(l.folder.abs(rel)), 0o755); err != nil {
					return err
				}
				if err := os.Link(file, l.folder.abs(rel)); err != nil {
					return err
				}
			}
			if _, err := l.put(b.Context(), tx, c, rel); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return l, f
}

// firstPage asks for what the Library page shows first.
func firstPage(b *testing.B, l *Library, q Query) {
	b.Helper()
	found := list(b, l, q)
	if _, err := l.Briefs(b.Context(), found.Rows[:min(60, len(found.Rows))]); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkTenThousandClips(b *testing.B) {
	l, f := shelfOf(b, 10_000, true)
	for _, text := range []string{"", "s", "sm", "smiles", "smiles win", "slow push golden", "portrait", "2026"} {
		b.Run("find="+text, func(b *testing.B) {
			for b.Loop() {
				firstPage(b, l, Query{Text: text})
			}
		})
	}
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			again, err := Open(f, l.posters.decoder)
			if err != nil {
				b.Fatal(err)
			}
			firstPage(b, again, Query{})
			if err := again.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("scan", func(b *testing.B) {
		for b.Loop() {
			if err := l.Scan(b.Context()); err != nil {
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

func BenchmarkAdd(b *testing.B) {
	l := open(b, foldersIn(b.TempDir()))
	for b.Loop() {
		add(b, l, described("slow push in, golden hour", 0))
	}
}

func BenchmarkRebuildThousand(b *testing.B) {
	f := foldersIn(b.TempDir())
	l := open(b, f)
	for i := range 1000 {
		add(b, l, described("slow push in, golden hour", time.Duration(i)*time.Hour))
	}
	for b.Loop() {
		if _, err := l.index.db.Exec(`DELETE FROM clips`); err != nil {
			b.Fatal(err)
		}
		if err := l.Scan(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
