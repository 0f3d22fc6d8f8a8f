#!/usr/bin/python3
"""Shows a small window from which the files named on the command line can be dragged, as from a file manager.

usage: drag-source.py FILE...        (Debian: python3-gi, gir1.2-gtk-3.0)

It prints its window's id once it can be dragged from, "taken" when what is under the mouse would take the files, "refused" when it would not, and "given" when it has asked for them.
"""
import pathlib
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
gi.require_version("GdkX11", "3.0")
from gi.repository import Gdk, GdkX11, GLib, Gtk  # noqa: E402, F401

files = [pathlib.Path(name).absolute().as_uri() for name in sys.argv[1:]]


def give(_widget, _context, data, _info, _time):
    data.set_uris(files)
    print("given", flush=True)


def follow(_widget, context):
    context.connect("action-changed", lambda _, action: print("taken" if action else "refused", flush=True))


def announce(*_):
    print(window.get_window().get_xid(), flush=True)
    return False


handle = Gtk.EventBox()
handle.add(Gtk.Label(label="\n".join(pathlib.Path(name).name for name in sys.argv[1:])))
handle.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
handle.drag_source_add_uri_targets()
handle.connect("drag-begin", follow)
handle.connect("drag-data-get", give)

window = Gtk.Window(title="files")
window.set_default_size(180, 120)
window.add(handle)
window.connect("destroy", Gtk.main_quit)
window.connect("map-event", lambda *_: GLib.idle_add(announce))
window.show_all()
Gtk.main()
