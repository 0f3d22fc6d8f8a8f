package linebreak

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWrap(t *testing.T) {
	measure := func(s string) float32 { return float32(len([]rune(s))) } // every letter is 1 wide
	for _, tt := range []struct {
		text  string
		width float32
		limit int
		want  []string
	}{
		{"", 5, 0, []string{""}},
		{"one two three", 7, 0, []string{"one two", "three"}},
		{"one two three", 100, 0, []string{"one two three"}},
		{"incomprehensible", 6, 0, []string{"incomp", "rehens", "ible"}},
		{"an incomprehensible", 6, 0, []string{"an", "incomp", "rehens", "ible"}},
		{"one\ntwo", 7, 0, []string{"one", "two"}},
		{"a 45\u00a0s", 4, 0, []string{"a", "45\u00a0s"}},
		{"one two three four", 7, 2, []string{"one two", "three…"}},
		{"ライブラリに保存しました", 5, 0, []string{"ライブラリ", "に保存しま", "した"}},
		{"✓ 保存、済み", 4, 0, []string{"✓ 保", "存、済み"}}, // no line begins with a comma
		{"שלום 🐈🐈🐈", 4, 0, []string{"שלום", "🐈🐈🐈"}},
		{"x", 0.5, 0, []string{"x"}}, // what cannot fit at all is not lost
	} {
		if diff := cmp.Diff(tt.want, Wrap(tt.text, tt.width, tt.limit, measure)); diff != "" {
			t.Errorf("%q in %v: %s", tt.text, tt.width, diff)
		}
	}
	if got := Cut("one two three", 6, measure); got != "one t…" {
		t.Errorf("cut: %q", got)
	}
	long := strings.Repeat("word ", 20_000)
	if got := Cut(long, 20, measure); len([]rune(got)) > 20 {
		t.Errorf("cut: %d letters", len([]rune(got)))
	}
}
