package bidi

import (
	"strings"
	"testing"
)

// What is given is in the order of writing, what is wanted in the order from left to right; letters of a run stay in the order of writing, because the toolkit turns those.
func TestVisual(t *testing.T) {
	for _, tt := range []struct{ line, want string }{
		{"", ""},
		{"slow push in", "slow push in"},
		{"Lynx على", "Lynx على"}, // begins from left to right
		{"مقاطع", "مقاطع"},
		{"مقاطع Lynx معًا", "معًا| |Lynx| |مقاطع"},
		{"لا شيء يغادر هذا الحاسوب.", ".|لا شيء يغادر هذا الحاسوب"},
		{"اليوم 02:52", "02:52| |اليوم"},
		{"الكل ٢", "٢| |الكل"},
		{"تصدير…", "…|تصدير"},
		{"✓ وجه واحد", "وجه واحد| |✓"},
		{"صُدّر إلى «a».", ".|«|a|»| |صُدّر إلى"},
		{"(نص)", "(|نص|)"},
		{"معاينة حية · الكاميرا فقط", "الكاميرا فقط| · |معاينة حية"},
		{"الآن، ثم: «هنا»!", "!«|هنا|» :|ثم| ،|الآن"},
		{"שלום", "שלום"},
	} {
		got := strings.ReplaceAll(Visual(tt.line), mark, "")
		if want := strings.ReplaceAll(tt.want, "|", ""); got != want {
			t.Errorf("%q: %q, want %q", tt.line, got, want)
		}
	}
}
