//go:build !windows && !darwin

package files

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"github.com/godbus/dbus/v5"
)

// What the desktop portal is called on the session bus.
// See https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.FileChooser.html and …Request.html beside it.
const (
	portalName  = "org.freedesktop.portal.Desktop"
	portalPath  = "/org/freedesktop/portal/desktop"
	chooserName = "org.freedesktop.portal.FileChooser"
	requestName = "org.freedesktop.portal.Request"
)

// A portal opens the dialogs of a Linux desktop. It is spoken to on a connection of its own for each dialog, because a desktop takes the dialog off the screen when the
// connection ends. (github.com/rymdport/portal cannot end a wait, and takes a plus in a file's name for a space.)
type portal struct {
	patience time.Duration // with a portal that says nothing at all; for the person there is no limit
}

func newSystem() system { return portal{patience: 8 * time.Second} }

// A parent is the window before which a dialog lies, as the portal names it.
type parent string

// parentOf names a window. On Wayland it has no name.
func parentOf(w fyne.Window) (name parent) {
	if native, ok := w.(driver.NativeWindow); ok {
		native.RunNative(func(of any) {
			if x, ok := of.(driver.X11WindowContext); ok {
				name = parent(fmt.Sprintf("x11:%x", x.WindowHandle))
			}
		})
	}
	return name
}

func (p portal) ask(ctx context.Context, from parent, q question) ([]string, error) {
	conn, err := dbus.SessionBusPrivateNoAutoStartup(dbus.WithContext(ctx))
	if err != nil {
		return nil, errNoDialog
	}
	defer conn.Close()
	if conn.Auth(nil) != nil || conn.Hello() != nil {
		return nil, errNoDialog
	}
	signals := make(chan *dbus.Signal, 16)
	conn.Signal(signals)
	// It is listened to before the dialog is opened, for a portal that answers at once.
	for _, match := range [][]dbus.MatchOption{
		{dbus.WithMatchSender(portalName), dbus.WithMatchInterface(requestName), dbus.WithMatchMember("Response")},
		{dbus.WithMatchInterface("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, portalName)},
	} {
		if err := conn.AddMatchSignalContext(ctx, match...); err != nil {
			return nil, errNoDialog
		}
	}
	patient, cancel := context.WithTimeout(ctx, p.patience)
	defer cancel()
	method, options := q.forPortal()
	var request dbus.ObjectPath
	call := conn.Object(portalName, portalPath).CallWithContext(patient, chooserName+method, 0, string(from), q.title, options)
	if err := call.Store(&request); err != nil {
		return nil, errNoDialog
	}
	for {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case s, open := <-signals:
			switch {
			case !open: // the bus is gone
				return nil, errNoDialog
			case strings.HasSuffix(s.Name, ".NameOwnerChanged"):
				var name, was, is string
				if dbus.Store(s.Body, &name, &was, &is) == nil && name == portalName && was != "" { // it takes its dialogs along
					return nil, errNoDialog
				}
			case s.Name == requestName+".Response" && s.Path == request:
				return chosenIn(s.Body)
			}
		}
	}
}

// forPortal puts a question into the portal's terms.
func (q question) forPortal() (method string, options map[string]dbus.Variant) {
	options = map[string]dbus.Variant{}
	if len(q.of.Extensions) > 0 {
		type rule struct {
			Type    uint32 // 0 for a pattern
			Pattern string
		}
		type filter struct {
			Name  string
			Rules []rule
		}
		of := filter{Name: q.of.Name}
		for _, ext := range q.of.Extensions {
			of.Rules = append(of.Rules, rule{Pattern: "*" + ext}, rule{Pattern: "*" + strings.ToUpper(ext)})
		}
		options["filters"] = dbus.MakeVariant([]filter{of})
	}
	if q.folder != "" {
		options["current_folder"] = dbus.MakeVariant(append([]byte(q.folder), 0))
	}
	switch q.what {
	case saveFile:
		options["current_name"] = dbus.MakeVariant(q.name)
		return ".SaveFile", options
	case openFolder:
		options["directory"] = dbus.MakeVariant(true)
	case openFiles:
		options["multiple"] = dbus.MakeVariant(true)
	}
	return ".OpenFile", options
}

// chosenIn reads the portal's answer.
func chosenIn(body []any) ([]string, error) {
	const (
		chosen    = 0
		cancelled = 1 // by the person; anything above means that the dialog did not come up, or was taken away
	)
	var response uint32
	var results map[string]dbus.Variant
	if err := dbus.Store(body, &response, &results); err != nil || response > cancelled {
		return nil, errNoDialog
	}
	if response == cancelled {
		return nil, nil
	}
	addresses, ok := results["uris"].Value().([]string)
	if !ok {
		return nil, errNoDialog
	}
	var paths []string
	for _, address := range addresses {
		if u, err := url.Parse(address); err == nil && u.Scheme == "file" {
			paths = append(paths, u.Path)
		}
	}
	return paths, nil
}
