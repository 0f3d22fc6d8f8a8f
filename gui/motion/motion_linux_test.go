package motion

import (
	"errors"
	"testing"

	"github.com/godbus/dbus/v5"

	"caracal/core/processtest"
)

// desktop is a portal that knows these settings.
type desktop map[string]any

// Read is the portal's.
func (d desktop) Read(namespace, key string) (dbus.Variant, *dbus.Error) {
	v, ok := d[namespace+" "+key]
	if !ok {
		return dbus.Variant{}, dbus.MakeFailedError(errors.New("there is no such setting"))
	}
	return dbus.MakeVariant(dbus.MakeVariant(v)), nil
}

func TestTheSystemIsAsked(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", processtest.Bus(t))
	if Less(t.Context()) {
		t.Error("nobody has answered")
	}
	conn, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.RequestName("org.freedesktop.portal.Desktop", 0); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		desktop desktop
		less    bool
	}{
		"says nothing":     {desktop{}, false},
		"less, by GNOME":   {desktop{"org.gnome.desktop.interface enable-animations": false}, true},
		"usual, by GNOME":  {desktop{"org.gnome.desktop.interface enable-animations": true}, false},
		"less, by all":     {desktop{"org.freedesktop.appearance reduced-motion": uint32(1)}, true},
		"no wish":          {desktop{"org.freedesktop.appearance reduced-motion": uint32(0)}, false},
		"says what is odd": {desktop{"org.gnome.desktop.interface enable-animations": "false"}, false},
	} {
		if err := conn.Export(c.desktop, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings"); err != nil {
			t.Fatal(err)
		}
		if got := Less(t.Context()); got != c.less {
			t.Errorf("the desktop that %s: %v", name, got)
		}
	}
}
