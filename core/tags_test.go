package core_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"caracal/core"
)

func TestCleanTags(t *testing.T) {
	for _, c := range []struct {
		typed, want []string
	}{
		{nil, nil},
		{[]string{""}, nil},
		{[]string{"cat"}, []string{"cat"}},
		{[]string{"cat, dog;  bird\nfish"}, []string{"cat", "dog", "bird", "fish"}},
		{[]string{"Cat", "cat", "CAT "}, []string{"Cat"}},
		{[]string{"#summer", "golden   hour"}, []string{"summer", "golden hour"}},
		{[]string{"a\x00b\x1b[31m\x7f"}, []string{"ab[31m"}},
		{[]string{"evil\u202Egpj", "zero\u200bwidth"}, []string{"evilgpj", "zerowidth"}},
		{[]string{"חתול", "قطة، كلب"}, []string{"חתול", "قطة", "كلب"}},
		{[]string{"👩‍👧 family", "❤️"}, []string{"👩‍👧 family", "❤️"}},
		{[]string{"bad \xff\xfe"}, []string{"bad"}},
		{[]string{"../../etc/passwd"}, []string{"../../etc/passwd"}}, // a tag is never a path
		{[]string{",,, ,"}, nil},
	} {
		if got := core.CleanTags(c.typed...); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.typed, got, c.want)
		}
	}
	long := core.CleanTags(strings.Repeat("é", 10_000))
	if len(long) != 1 || utf8.RuneCountInString(long[0]) != core.MaxTag {
		t.Errorf("a long tag became %q", long)
	}
	var many []string
	for i := range 10_000 {
		many = append(many, strings.Repeat("x", i%core.MaxTag+1)+string(rune('a'+i%26)))
	}
	if got := core.CleanTags(many...); len(got) != core.MaxTags {
		t.Errorf("%d tags were kept", len(got))
	}
	for _, tags := range [][]string{long, core.CleanTags("cat, dog", "👩‍👧 family")} {
		if !slices.Equal(core.CleanTags(tags...), tags) {
			t.Errorf("%q is not clean after cleaning", tags)
		}
	}
}
