package motion

import (
	"context"

	"github.com/godbus/dbus/v5"
)

// Less reports whether the person wants little to move by itself. It waits for the system's answer, or the end of ctx; no answer is a no.
//
// Desktops tell by the portal of settings (https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html): newer ones by reduced-motion, where 1 is
// less, and GNOME's and those like it by enable-animations.
func Less(ctx context.Context) bool {
	conn, err := dbus.ConnectSessionBus(dbus.WithContext(ctx))
	if err != nil {
		return false
	}
	defer conn.Close()
	read := func(namespace, key string) any {
		var v dbus.Variant
		settings := conn.Object("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")
		if settings.CallWithContext(ctx, "org.freedesktop.portal.Settings.Read", 0, namespace, key).Store(&v) != nil {
			return nil
		}
		if inner, ok := v.Value().(dbus.Variant); ok { // Read answers with a variant in a variant
			v = inner
		}
		return v.Value()
	}
	if read("org.freedesktop.appearance", "reduced-motion") == uint32(1) {
		return true
	}
	return read("org.gnome.desktop.interface", "enable-animations") == false
}
