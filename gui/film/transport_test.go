package film

import (
	"testing"
	"time"
)

func TestPlayTime(t *testing.T) {
	for d, want := range map[time.Duration]string{0: "0:00.0", 2 * time.Second / 24 * 25: "0:02.0", 65250 * time.Millisecond: "1:05.2"} {
		if got := playTime(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}
