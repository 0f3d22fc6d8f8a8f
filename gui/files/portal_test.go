//go:build linux

package files

import (
	"context"
	"errors"
	"net/url"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/godbus/dbus/v5"

	"caracal/core/processtest"

	"github.com/google/go-cmp/cmp"

	"caracal/gui/door/doortest"
	"caracal/gui/kit/kittest"
)

// A fakePortal is a desktop portal on a bus of the test's own. It remembers what it was asked for and answers as the test says.
type fakePortal struct {
	conn   *dbus.Conn
	asked  chan asked
	answer func(p *fakePortal, request dbus.ObjectPath, from dbus.Sender) *dbus.Error
}

type asked struct {
	method, parent, title string
	options               map[string]dbus.Variant
	from                  dbus.Sender
}

const request dbus.ObjectPath = "/org/freedesktop/portal/desktop/request/1_1/t"

func (p *fakePortal) take(method string, from dbus.Sender, parent, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	p.asked <- asked{method, parent, title, options, from}
	return request, p.answer(p, request, from)
}

// OpenFile is called over D-Bus.
func (p *fakePortal) OpenFile(from dbus.Sender, parent, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	return p.take("OpenFile", from, parent, title, options)
}

// SaveFile is called over D-Bus.
func (p *fakePortal) SaveFile(from dbus.Sender, parent, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	return p.take("SaveFile", from, parent, title, options)
}

// respond is an answer of the person's, or of whatever has become of the dialog.
func respond(body ...any) func(*fakePortal, dbus.ObjectPath, dbus.Sender) *dbus.Error {
	return func(p *fakePortal, at dbus.ObjectPath, _ dbus.Sender) *dbus.Error {
		p.conn.Emit(at, requestName+".Response", body...)
		return nil
	}
}

func chose(paths ...string) func(*fakePortal, dbus.ObjectPath, dbus.Sender) *dbus.Error {
	addresses := []string{}
	for _, path := range paths {
		u := url.URL{Scheme: "file", Path: path}
		addresses = append(addresses, u.String())
	}
	return respond(uint32(0), map[string]dbus.Variant{"uris": dbus.MakeVariant(addresses)})
}

// silence is a dialog that is open.
func silence(*fakePortal, dbus.ObjectPath, dbus.Sender) *dbus.Error { return nil }

// startPortal puts a portal on a new session bus, which is the one of this process until the test ends.
func startPortal(t *testing.T, answer func(*fakePortal, dbus.ObjectPath, dbus.Sender) *dbus.Error) *fakePortal {
	t.Helper()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", processtest.Bus(t))
	conn, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	p := &fakePortal{conn: conn, asked: make(chan asked, 10), answer: answer}
	if err := conn.Export(p, portalPath, chooserName); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName(portalName, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPortalAnswers(t *testing.T) {
	for name, tt := range map[string]struct {
		answer func(*fakePortal, dbus.ObjectPath, dbus.Sender) *dbus.Error
		want   []string
		err    error
	}{
		"cancelled":      {answer: respond(uint32(1), map[string]dbus.Variant{})},
		"not come up":    {answer: respond(uint32(2), map[string]dbus.Variant{}), err: errNoDialog},
		"one file":       {answer: chose("/a/b.jpg"), want: []string{"/a/b.jpg"}},
		"several files":  {answer: chose("/a/1.jpg", "/a/2.jpg", "/b/3.png"), want: []string{"/a/1.jpg", "/a/2.jpg", "/b/3.png"}},
		"odd names":      {answer: chose("/"+oddName, "/a+b&c=d;%2F\n\t.jpg", "/猫 – ü.jpg", "/not \xff utf8"), want: []string{"/" + oddName, "/a+b&c=d;%2F\n\t.jpg", "/猫 – ü.jpg", "/not \xff utf8"}},
		"somewhere else": {answer: respond(uint32(0), map[string]dbus.Variant{"uris": dbus.MakeVariant([]string{"mtp://phone/1.jpg", "%zz", "file:///here.jpg"})}), want: []string{"/here.jpg"}},
		"no addresses":   {answer: respond(uint32(0), map[string]dbus.Variant{}), err: errNoDialog},
		"not addresses":  {answer: respond(uint32(0), map[string]dbus.Variant{"uris": dbus.MakeVariant(5)}), err: errNoDialog},
		"not a response": {answer: respond("yes"), err: errNoDialog},
		"refused": {answer: func(*fakePortal, dbus.ObjectPath, dbus.Sender) *dbus.Error {
			return dbus.MakeFailedError(errors.New("no backend"))
		}, err: errNoDialog},
		"dead": {answer: func(p *fakePortal, _ dbus.ObjectPath, _ dbus.Sender) *dbus.Error {
			p.conn.ReleaseName(portalName)
			return nil
		}, err: errNoDialog},
		"another's answer first": {answer: func(p *fakePortal, at dbus.ObjectPath, from dbus.Sender) *dbus.Error {
			chose("/not asked for.jpg")(p, at+"x", from)
			return chose("/asked for.jpg")(p, at, from)
		}, want: []string{"/asked for.jpg"}},
	} {
		t.Run(name, func(t *testing.T) {
			startPortal(t, tt.answer)
			got, err := newSystem().ask(t.Context(), "", question{title: "Choose"})
			if diff := cmp.Diff(tt.want, got); diff != "" || !errors.Is(err, tt.err) {
				t.Errorf("the error is %v, the paths (-want +got):\n%s", err, diff)
			}
		})
	}
}

func TestPortalIsAskedForWhatIsWanted(t *testing.T) {
	p := startPortal(t, chose("/x"))
	pictures := Kind{Name: "Pictures", Extensions: []string{".jpg"}}
	for _, tt := range []struct {
		q      question
		method string
		want   map[string]any
	}{
		{question{what: openFiles, title: "A", of: pictures, folder: "/häuser"}, "OpenFile", map[string]any{
			"multiple": true, "current_folder": append([]byte("/häuser"), 0),
			"filters": [][]any{{"Pictures", [][]any{{uint32(0), "*.jpg"}, {uint32(0), "*.JPG"}}}},
		}},
		{question{what: openFolder, title: "B"}, "OpenFile", map[string]any{"directory": true}},
		{question{what: saveFile, title: "C", name: "a.csv"}, "SaveFile", map[string]any{"current_name": "a.csv"}},
	} {
		if _, err := newSystem().ask(t.Context(), "x11:2a", tt.q); err != nil {
			t.Fatal(err)
		}
		got := <-p.asked
		options := map[string]any{}
		for name, v := range got.options {
			options[name] = v.Value()
		}
		if got.method != tt.method || got.parent != "x11:2a" || got.title != tt.q.title {
			t.Errorf("%s: asked %+v", tt.q.title, got)
		}
		if diff := cmp.Diff(tt.want, options); diff != "" {
			t.Errorf("%s: options (-want +got):\n%s", tt.q.title, diff)
		}
	}
}

func TestPortalThatSaysNothingIsNotWaitedForForLong(t *testing.T) {
	hold := make(chan struct{})
	defer close(hold)
	startPortal(t, func(*fakePortal, dbus.ObjectPath, dbus.Sender) *dbus.Error {
		<-hold
		return nil
	})
	if paths, err := (portal{patience: 50 * time.Millisecond}).ask(t.Context(), "", question{}); paths != nil || !errors.Is(err, errNoDialog) {
		t.Errorf("it said %v, %v", paths, err)
	}
}

func TestNoBusAndNoPortal(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "no bus"))
	if _, err := newSystem().ask(t.Context(), "", question{}); !errors.Is(err, errNoDialog) {
		t.Errorf("without a bus the error is %v", err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", processtest.Bus(t))
	if _, err := newSystem().ask(t.Context(), "", question{}); !errors.Is(err, errNoDialog) {
		t.Errorf("without a portal the error is %v", err)
	}
}

// gone waits until the connection that asked is off the bus, with which a desktop takes the dialog away.
func (p *fakePortal) gone(t *testing.T, name dbus.Sender) {
	t.Helper()
	for t.Context().Err() == nil {
		var there bool
		if err := p.conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, string(name)).Store(&there); err != nil {
			t.Fatal(err)
		}
		if !there {
			return
		}
	}
}

func TestClosingTheWindowTakesTheDialogAway(t *testing.T) {
	p := startPortal(t, silence)
	in, _ := doortest.New(t)
	d := NewDialogs(kittest.New(t), in)
	d.OpenFolder("Where", "", func(string) { t.Error("something was chosen") })
	got := <-p.asked
	in.Close() // waits for the wait
	p.gone(t, got.from)
}

func TestAnotherDialogTakesThePlaceOfTheFirst(t *testing.T) {
	var second atomic.Bool
	p := startPortal(t, func(p *fakePortal, at dbus.ObjectPath, from dbus.Sender) *dbus.Error {
		if second.Load() {
			return chose("/there.csv")(p, at, from)
		}
		return nil
	})
	in, queue := doortest.New(t)
	d := NewDialogs(kittest.New(t), in)
	d.OpenFolder("first", "", func(string) { t.Error("the first one was answered") })
	got := <-p.asked
	second.Store(true)
	path := ""
	d.SaveFile("second", "a.csv", Kind{}, func(chosen string) { path = chosen })
	p.gone(t, got.from)
	queue.Until(t, "the answer", func() bool { return path != "" })
	if path != "/there.csv" {
		t.Errorf("%q was chosen", path)
	}
}

func TestWithoutASystemsDialogThereIsFynes(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "no bus"))
	in, queue := doortest.New(t)
	w := kittest.New(t)
	d := NewDialogs(w, in)
	overlay := func() fyne.CanvasObject { return w.Fyne().Canvas().Overlays().Top() }
	for _, ask := range []func(){
		func() { d.OpenFiles("Open", Kind{Extensions: []string{".jpg"}}, t.TempDir(), func([]string) {}) },
		func() { d.OpenFolder("Open", "", func(string) {}) },
		func() { d.SaveFile("Save", "a.csv", Kind{}, func(string) {}) },
	} {
		ask()
		if overlay() != nil {
			t.Fatal("the dialog is open before the system was asked")
		}
		queue.Until(t, "the dialog", func() bool { return overlay() != nil })
		w.Fyne().Canvas().Overlays().Remove(overlay())
	}
}

var _ system = systemFunc(nil)

// A systemFunc is a system of one function.
type systemFunc func(ctx context.Context) ([]string, error)

func (f systemFunc) ask(ctx context.Context, _ parent, _ question) ([]string, error) { return f(ctx) }

func TestDialogDoesNotHoldTheWindow(t *testing.T) {
	in, queue := doortest.New(t)
	d := NewDialogs(kittest.New(t), in)
	hold := make(chan struct{})
	d.system = systemFunc(func(context.Context) ([]string, error) {
		<-hold
		return []string{"/late"}, nil
	})
	got := ""
	d.OpenFolder("slow", "", func(path string) { got = path }) // returns at once, or this test never ends
	close(hold)
	queue.Until(t, "the answer", func() bool { return got != "" })
}
