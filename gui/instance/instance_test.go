package instance

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/gofrs/flock"
	"github.com/google/go-cmp/cmp"
)

// claim claims the data folder for a window that hands its knocks to the channel.
func claim(t *testing.T, data string) (*Instance, chan []string) {
	in, err := Claim(data, nil)
	if err != nil {
		t.Fatal(err)
	}
	knocks := make(chan []string, 10)
	in.OnKnock(func(pictures []string) { knocks <- pictures })
	return in, knocks
}

func TestSecondStartRaisesTheFirst(t *testing.T) {
	data := t.TempDir()
	first, knocks := claim(t, data)
	if info, err := os.Stat(filepath.Join(data, instanceFile)); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("window.json can be read by others: %v, %v", info.Mode(), err)
	}
	for range 2 {
		if _, err := Claim(data, []string{"a b#1.jpg", "/x/ü\n.png"}); !errors.Is(err, ErrRaised) {
			t.Fatalf("a second start got %v", err)
		}
		here, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{filepath.Join(here, "a b#1.jpg"), "/x/ü\n.png"}, <-knocks); diff != "" {
			t.Error(diff)
		}
	}
	if err := first.Close(); err != nil {
		t.Error(err)
	}
	next, _ := claim(t, data)
	if err := next.Close(); err != nil {
		t.Error(err)
	}
}

func TestKnocksBeforeTheWindowAreKept(t *testing.T) {
	data := t.TempDir()
	first, err := Claim(data, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	if _, err := Claim(data, []string{"/a.jpg"}); !errors.Is(err, ErrRaised) {
		t.Fatal(err)
	}
	knocks := make(chan []string, 1)
	first.OnKnock(func(pictures []string) { knocks <- pictures })
	if diff := cmp.Diff([]string{"/a.jpg"}, <-knocks); diff != "" {
		t.Error(diff)
	}
}

func TestAWindowThatClosesTakesNoMorePictures(t *testing.T) {
	data := t.TempDir()
	first, knocks := claim(t, data)
	first.Shut()
	if err := knockAt(first.file, []string{"/a.jpg"}); err == nil || len(knocks) != 0 {
		t.Error("a window that closes took a picture")
	}
	if free, err := flock.New(filepath.Join(data, instanceLock)).TryLock(); free || err != nil {
		t.Errorf("another can have the claim before the first has ended: %v, %v", free, err)
	}
	if err := first.Close(); err != nil {
		t.Error(err)
	}
	next, _ := claim(t, data)
	if err := next.Close(); err != nil {
		t.Error(err)
	}
}

func TestClaimAfterACrash(t *testing.T) {
	data := t.TempDir()
	// What a crash leaves: the file of a process that is gone, and a lock that the system has dropped.
	if err := os.WriteFile(filepath.Join(data, instanceFile), []byte(`{"addr":"127.0.0.1:1","word":"old"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	in, _ := claim(t, data)
	if err := in.Close(); err != nil {
		t.Error(err)
	}
}

func TestStrangersAreNotHeard(t *testing.T) {
	in, knocks := claim(t, t.TempDir())
	defer in.Close()
	for _, say := range []string{`{"word":"guess","pictures":["/etc/passwd"]}`, `{"pictures":["/etc/passwd"]}`, "GET / HTTP/1.1\r\n\r\n"} {
		c, err := net.Dial("tcp", in.door.Addr)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Write([]byte(say + "\n")); err != nil {
			t.Fatal(err)
		}
		if n, err := c.Read(make([]byte, 1)); n != 0 || err == nil {
			t.Errorf("%s: got an answer", say)
		}
		c.Close()
	}
	if len(knocks) != 0 {
		t.Errorf("a stranger was heard: %q", <-knocks)
	}
}
