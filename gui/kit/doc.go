// Package kit holds Caracal's widgets and its theme: panels, texts, buttons, chips, entries and toasts that know Fyne and nothing of clips, jobs or engines.
//
// The rules of this room:
//   - What most pages name is here. What few of them need, or what is large, has a room of its own below this one.
//   - A widget tells and a page decides: every action of a person is a callback, and nothing here does more than draw and call it.
//   - Everything here is used on the Fyne goroutine only, and nothing here starts a goroutine or a timer, but the animation of a cursor that blinks while its entry has the keyboard.
//   - Colours and sizes are read from the theme when a widget is drawn, so that dark and light can change while the window is open.
//   - Amber is for the one main action on a page and for what is selected.
//   - It never imports caracal/core.
package kit
