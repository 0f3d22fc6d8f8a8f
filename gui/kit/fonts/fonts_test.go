package fonts

import (
	"bytes"
	"os/exec"
	"testing"
)

// TestCanWriteSaysWhatTheSystemHas compares with what fontconfig finds on the same computer, whichever fonts that has.
func TestCanWriteSaysWhatTheSystemHas(t *testing.T) {
	if _, err := exec.LookPath("fc-list"); err != nil {
		t.Skip("there is no fc-list")
	}
	texts := map[string]string{"ja": "日本語", "zh-cn": "简体中文", "ko": "한국어", "ar": "العربية", "th": "ไทย", "en": "English", "pl": "Zażółć", "el": "Ελληνικά"}
	for lang, text := range texts {
		out, err := exec.Command("fc-list", ":lang="+lang).Output()
		if err != nil {
			t.Fatal(err)
		}
		want := own([]rune(text)[1]) || len(bytes.TrimSpace(out)) > 0
		if got := CanWrite("before", text)[1]; got != want {
			t.Errorf("%s: %q can be written: %v; fc-list finds a font: %v", lang, text, got, want)
		}
	}
	if CanWrite("\u0378")[0] { // no character
		t.Error("there are letters for what is none")
	}
}
