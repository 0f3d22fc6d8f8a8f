package e2e

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/godbus/dbus/v5"
)

// readFolder is where the window's pages are written as a screen reader sees them, see TestAVisitByAScreenReaderAlone.
var readFolder = flag.String("readings", "", "where to write what a screen reader reads of each page")

// A reader is a screen reader at work, see testdata/screen-reader.py.
type reader struct {
	orders  io.Writer
	answers *bufio.Reader
	bus     string // of its desktop
}

// A thing is something that can be read.
type thing struct {
	Depth      int
	Role, Name string
	States     []string
	Text       *string
	Word       string
	Caret      int
	Value      *float64
	Place      []int
}

// An event is something that a program has told readers.
type event struct {
	Kind   string
	Detail int
	Name   string
	Words  string
}

// startReader starts a desktop's bus with what is behind all screen readers, and a reader there. Nothing else can be started on that bus, so that no test finds a keyring.
func startReader(t *testing.T, display string) *reader {
	t.Helper()
	need(t, "dbus-daemon", "/usr/libexec/at-spi-bus-launcher")
	config := filepath.Join(t.TempDir(), "bus.conf")
	if err := os.WriteFile(config, []byte(`<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
		<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`), 0o600); err != nil {
		t.Fatal(err)
	}
	daemon := exec.Command("dbus-daemon", "--config-file="+config, "--nofork", "--print-address")
	out, err := daemon.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	start(t, daemon)
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{bus: strings.TrimSpace(address)}
	// That there is a reader is a setting, which is to be kept here, and not among those of whoever runs the test.
	env := append(os.Environ(), "DBUS_SESSION_BUS_ADDRESS="+r.bus, "DISPLAY="+display, "XDG_RUNTIME_DIR="+t.TempDir(), "GSETTINGS_BACKEND=memory")
	launcher := exec.Command("/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
	launcher.Env = env
	if err := launcher.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { // by a word, on which it ends the bus that it has started
		_ = launcher.Process.Signal(syscall.SIGTERM)
		_ = launcher.Wait()
	})
	conn, err := dbus.Connect(r.bus)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	eventually(t, "the desktop knows that there is a screen reader", func() bool {
		return conn.Object("org.a11y.Bus", "/org/a11y/bus").SetProperty("org.a11y.Status.ScreenReaderEnabled", dbus.MakeVariant(true)) == nil
	})
	cmd := exec.Command("/usr/bin/python3", "testdata/screen-reader.py")
	cmd.Env = env
	if r.orders, err = cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if out, err = cmd.StdoutPipe(); err != nil {
		t.Fatal(err)
	}
	r.answers = bufio.NewReader(out)
	start(t, cmd)
	var ready bool
	r.answer(t, &ready)
	return r
}

// ask gives the reader an order and stores its answer.
func (r *reader) ask(t testing.TB, answer any, order ...string) {
	t.Helper()
	line, err := json.Marshal(order)
	if err == nil {
		_, err = fmt.Fprintf(r.orders, "%s\n", line)
	}
	if err != nil {
		t.Fatal(err)
	}
	r.answer(t, answer)
}

func (r *reader) answer(t testing.TB, answer any) {
	t.Helper()
	line, err := r.answers.ReadBytes('\n')
	if err != nil {
		t.Fatalf("the screen reader has ended: %v", err)
	}
	if err := json.Unmarshal(line, answer); err != nil {
		t.Fatalf("the screen reader says %s", line)
	}
}

// tree returns all that can be read.
func (r *reader) tree(t testing.TB) (things []thing) {
	t.Helper()
	r.ask(t, &things, "tree")
	return things
}

// sees returns what has a role and a name; nil if there is nothing like that.
func (r *reader) sees(t testing.TB, role, name string) *thing {
	t.Helper()
	things := r.tree(t)
	i := slices.IndexFunc(things, func(x thing) bool { return x.Role == role && strings.HasPrefix(x.Name, name) })
	if i < 0 {
		return nil
	}
	return &things[i]
}

// do gives an order that can be refused, until it is not.
func (r *reader) do(t testing.TB, order ...string) {
	t.Helper()
	eventually(t, fmt.Sprint(order), func() bool {
		var done bool
		r.ask(t, &done, order...)
		return done
	})
}

// hears waits for an event.
func (r *reader) hears(t testing.TB, kind string, like func(event) bool) {
	t.Helper()
	eventually(t, kind+" is heard", func() bool {
		var events []event
		r.ask(t, &events, "heard")
		return slices.ContainsFunc(events, func(e event) bool { return strings.HasPrefix(e.Kind, kind) && like(e) })
	})
}

// page checks what can be read of a page, and writes it down when the test was asked to.
func (r *reader) page(t testing.TB, name string) {
	t.Helper()
	var text strings.Builder
	for _, x := range r.tree(t) {
		if x.Name == "" && slices.Contains(x.States, "focusable") {
			t.Errorf("%s: a %s that the keyboard comes to has no name: %+v", name, x.Role, x)
		}
		fmt.Fprintf(&text, "%s%s %q", strings.Repeat("  ", x.Depth), x.Role, x.Name)
		for _, s := range x.States {
			if s != "sensitive" && s != "focusable" {
				fmt.Fprint(&text, " ", s)
			}
		}
		if x.Text != nil {
			fmt.Fprintf(&text, " text %q", *x.Text)
		}
		if x.Value != nil {
			fmt.Fprintf(&text, " value %.2f", *x.Value)
		}
		fmt.Fprintln(&text)
	}
	if *readFolder != "" {
		if err := os.WriteFile(filepath.Join(*readFolder, name+".txt"), []byte(text.String()), 0o644); err != nil {
			t.Error(err)
		}
	}
}

// TestAVisitByAScreenReaderAlone is a visit of who sees nothing: all that is known of the window, and all that is done in it, goes through AT-SPI. With -readings DIR what can be read of
// each page is written there.
func TestAVisitByAScreenReaderAlone(t *testing.T) {
	takeTurn(t)
	s := startScreen(t, 1700, 1000)
	r := startReader(t, s.display)
	h := newHome(t)
	h.display, h.env = s.display, []string{"DBUS_SESSION_BUS_ADDRESS=" + r.bus}
	w := s.open(t, h)
	w.place(t, 360, 60, 1280, 800)

	eventually(t, "the main button is read", func() bool { return r.sees(t, "push button", "Make draft") != nil })
	const prompt = "What should happen?"
	entry := r.sees(t, "entry", prompt)
	if entry == nil || entry.Text == nil || !slices.Contains(entry.States, "editable") {
		t.Fatalf("the prompt is %+v", entry)
	}
	r.do(t, "focus", entry.Name)
	r.hears(t, "object:state-changed:focused", func(e event) bool { return e.Detail == 1 && e.Name == entry.Name })
	w.types(t, "slow push in")
	r.hears(t, "object:text-changed:insert", func(e event) bool { return e.Name == entry.Name })
	eventually(t, "what is typed is read, with the caret behind it", func() bool {
		e := r.sees(t, "entry", prompt)
		return e != nil && *e.Text == "slow push in" && e.Caret == len("slow push in") && e.Word == "slow "
	})
	r.do(t, "write", entry.Name, "orbit, golden hour")
	eventually(t, "the word that Draft knows is on", func() bool {
		chip := r.sees(t, "toggle button", "orbit")
		return chip != nil && slices.Contains(chip.States, "checked")
	})
	r.page(t, "make")

	r.do(t, "press", r.sees(t, "push button", "Make draft").Name)
	r.hears(t, "object:children-changed:add", func(event) bool { return true })
	eventually(t, "the draft is in the library", func() bool { return len(h.clips(t)) == 1 })
	r.do(t, "press", "Library")
	eventually(t, "the draft's tile is read", func() bool { return r.sees(t, "push button", "orbit, golden hour") != nil })
	r.hears(t, "object:state-changed:focused", func(e event) bool { return e.Detail == 1 && strings.HasPrefix(e.Name, "orbit, golden hour") })
	r.page(t, "library")
	r.do(t, "press", "Delete")
	eventually(t, "what was deleted is said at once", func() bool { return r.sees(t, "notification", "") != nil })
	r.do(t, "press", "Undo")
	eventually(t, "the draft is back", func() bool { return r.sees(t, "push button", "orbit, golden hour") != nil })
	r.do(t, "press", "Settings")
	eventually(t, "the settings are read", func() bool { return r.sees(t, "heading", "Library") != nil })
	r.page(t, "settings")
	w.close(t)
}
