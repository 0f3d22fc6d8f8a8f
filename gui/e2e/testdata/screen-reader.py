#!/usr/bin/python3
"""Reads the windows of a desktop as a screen reader does, by AT-SPI.        (Debian: python3-gi, gir1.2-atspi-2.0)

It takes orders from its input, a line of JSON each, and answers each by a line of JSON, which is null when the window has changed meanwhile:

    ["tree"]                 all that can be read: for each thing how deep it lies, its role, its name, and what else is to be said about it
    ["press", NAME]          presses what has that name: whether it could be
    ["focus", NAME]          has the keyboard act on it: whether it can
    ["write", NAME, TEXT]    writes into the entry of that name: whether it could
    ["heard"]                what programs have told since the last time: for each event its kind, the name of what it is about, and its words
"""
import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

STATES = ["CHECKED", "EDITABLE", "FOCUSABLE", "FOCUSED", "MODAL", "PRESSED", "SELECTED", "SENSITIVE"]
heard = []


def walk(thing, depth=0):
    yield depth, thing
    for i in range(thing.get_child_count()):
        child = thing.get_child_at_index(i)
        if child is not None:
            yield from walk(child, depth + 1)


def all_there_is():
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        yield from walk(desktop.get_child_at_index(i))


def tell(depth, thing):
    has = thing.get_state_set()
    more = [s.lower() for s in STATES if has.contains(getattr(Atspi.StateType, s))]
    what = thing.get_interfaces()
    told = {"depth": depth, "role": thing.get_role_name(), "name": thing.get_name(), "states": more}
    if "Text" in what:
        told["text"] = Atspi.Text.get_text(thing, 0, -1)
        told["caret"] = Atspi.Text.get_caret_offset(thing)
        told["word"] = Atspi.Text.get_string_at_offset(thing, 0, Atspi.TextGranularity.WORD).content
    if "Value" in what:
        told["value"] = Atspi.Value.get_current_value(thing)
    if "Component" in what:
        at = Atspi.Component.get_extents(thing, Atspi.CoordType.WINDOW)
        told["place"] = [at.x, at.y, at.width, at.height]
    return told


def named(name):
    return next((thing for _, thing in all_there_is() if thing.get_name() == name), None)


def follow(order, name=None, text=None):
    if order == "tree":
        return [tell(depth, thing) for depth, thing in all_there_is()]
    if order == "heard":
        events = heard[:]
        heard.clear()
        return events
    thing = named(name)
    if thing is None:
        return False
    if order == "press":
        return Atspi.Action.do_action(thing, 0)
    if order == "focus":
        return Atspi.Component.grab_focus(thing)
    return Atspi.EditableText.set_text_contents(thing, text)


def hear(event):
    words = event.any_data if isinstance(event.any_data, str) else ""
    heard.append({"kind": event.type, "detail": event.detail1, "name": event.source.get_name() or "", "words": words})


def obey(source, _condition):
    line = source.readline()
    if not line:
        Atspi.event_quit()
        return False
    try:
        answer = follow(*json.loads(line))
    except GLib.Error:  # something has gone meanwhile
        answer = None
    print(json.dumps(answer), flush=True)
    return True


Atspi.init()
listener = Atspi.EventListener.new(hear)
for kind in ["object:state-changed", "object:text-changed", "object:children-changed", "object:property-change", "window"]:
    listener.register(kind)
GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, obey)
print("true", flush=True)
Atspi.event_main()
