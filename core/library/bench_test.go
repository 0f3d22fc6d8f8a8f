package library

import (
	"testing"
	"time"
)

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
		execute(b, f, `DELETE FROM clips`)
		if err := l.Scan(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
