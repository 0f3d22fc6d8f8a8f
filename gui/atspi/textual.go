//go:build linux

package atspi

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
	"github.com/godbus/dbus/v5"
)

// textual answers as org.a11y.atspi.Text: what stands in entries.
type textual struct{ *teller }

// text returns that of the node that a message is for.
func (t textual) text(m dbus.Message) (*text, *dbus.Error) {
	n, err := t.node(m)
	if err != nil {
		return nil, err
	}
	if n.text == nil {
		return nil, dbus.NewError("org.freedesktop.DBus.Error.UnknownInterface", []any{"it has no text"})
	}
	return n.text, nil
}

// GetText returns what lies between two offsets.
func (t textual) GetText(m dbus.Message, start, end int32) (string, *dbus.Error) {
	s, err := t.text(m)
	if err != nil {
		return "", err
	}
	return s.part(int(start), int(end)), nil
}

// GetStringAtOffset returns the letter, word or line at an offset, and where it starts and ends.
func (t textual) GetStringAtOffset(m dbus.Message, offset int32, by uint32) (string, int32, int32, *dbus.Error) {
	s, err := t.text(m)
	if err != nil {
		return "", 0, 0, err
	}
	start, end := s.span(int(offset), granularity(by))
	return s.part(start, end), int32(start), int32(end), nil
}

// GetTextAtOffset is what GetStringAtOffset was before it.
func (t textual) GetTextAtOffset(m dbus.Message, offset int32, boundary uint32) (string, int32, int32, *dbus.Error) {
	return t.GetStringAtOffset(m, offset, uint32(granularityOf(boundary)))
}

// GetTextBeforeOffset returns what is before that.
func (t textual) GetTextBeforeOffset(m dbus.Message, offset int32, boundary uint32) (string, int32, int32, *dbus.Error) {
	s, err := t.text(m)
	if err != nil {
		return "", 0, 0, err
	}
	start, _ := s.span(int(offset), granularityOf(boundary))
	if start == 0 {
		return "", 0, 0, nil
	}
	return t.GetTextAtOffset(m, int32(start-1), boundary)
}

// GetTextAfterOffset returns what is after that.
func (t textual) GetTextAfterOffset(m dbus.Message, offset int32, boundary uint32) (string, int32, int32, *dbus.Error) {
	s, err := t.text(m)
	if err != nil {
		return "", 0, 0, err
	}
	_, end := s.span(int(offset), granularityOf(boundary))
	if end == len(s.letters) {
		return "", int32(end), int32(end), nil
	}
	return t.GetTextAtOffset(m, int32(end), boundary)
}

// GetCharacterAtOffset returns a letter; 0 where there is none.
func (t textual) GetCharacterAtOffset(m dbus.Message, offset int32) (int32, *dbus.Error) {
	s, err := t.text(m)
	if err != nil || offset < 0 || int(offset) >= len(s.letters) {
		return 0, err
	}
	return s.letters[offset], nil
}

// GetNSelections returns 0: Fyne does not tell where a selection is.
func (t textual) GetNSelections(m dbus.Message) (int32, *dbus.Error) {
	_, err := t.text(m)
	return 0, err
}

// GetSelection returns none.
func (t textual) GetSelection(m dbus.Message, _ int32) (start, end int32, _ *dbus.Error) {
	_, err := t.text(m)
	return 0, 0, err
}

// GetCharacterExtents returns where the whole entry is: Fyne does not tell where a letter is.
func (t textual) GetCharacterExtents(m dbus.Message, _ int32, relativeTo uint32) (x, y, width, height int32, _ *dbus.Error) {
	_, r, err := component(t).bounds(m, relativeTo)
	return int32(r.Min.X), int32(r.Min.Y), int32(r.Dx()), int32(r.Dy()), err
}

// GetAttributes returns none, for the whole text.
func (t textual) GetAttributes(m dbus.Message, _ int32) (attributes map[string]string, start, end int32, _ *dbus.Error) {
	s, err := t.text(m)
	if err != nil {
		return nil, 0, 0, err
	}
	return map[string]string{}, 0, int32(len(s.letters)), nil
}

// GetAttributeRun returns none, for the whole text.
func (t textual) GetAttributeRun(m dbus.Message, offset int32, _ bool) (attributes map[string]string, start, end int32, _ *dbus.Error) {
	return t.GetAttributes(m, offset)
}

// GetDefaultAttributes returns none.
func (t textual) GetDefaultAttributes(m dbus.Message) (map[string]string, *dbus.Error) {
	_, err := t.text(m)
	return map[string]string{}, err
}

// editable answers as org.a11y.atspi.EditableText.
type editable struct{ *teller }

// SetTextContents writes another text, as a person would who types it.
func (e editable) SetTextContents(m dbus.Message, contents string) (bool, *dbus.Error) {
	n, err := e.node(m)
	if err != nil || !n.states.has(stateEditable) || !n.states.has(stateEnabled) {
		return false, err
	}
	e.act(n, func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *widget.Entry:
			o.SetText(contents)
		case written:
			o.Written().SetText(contents)
		}
	})
	return true, nil
}
