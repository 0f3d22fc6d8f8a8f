//go:build linux

package atspi

import (
	"os"

	"github.com/godbus/dbus/v5"
)

// accessible answers as org.a11y.atspi.Accessible, which every node is.
type accessible struct{ *teller }

// GetChildAtIndex returns a child; nobody where there is none.
func (a accessible) GetChildAtIndex(m dbus.Message, i int32) (reference, *dbus.Error) {
	n, err := a.node(m)
	if err != nil || i < 0 || int(i) >= len(n.children) {
		return a.refer(nil), err
	}
	return a.refer(n.children[i]), nil
}

// GetChildren returns all children.
func (a accessible) GetChildren(m dbus.Message) ([]reference, *dbus.Error) {
	n, err := a.node(m)
	if err != nil {
		return nil, err
	}
	children := make([]reference, len(n.children))
	for i, child := range n.children {
		children[i] = a.refer(child)
	}
	return children, nil
}

// GetIndexInParent returns the node's place among its parent's children.
func (a accessible) GetIndexInParent(m dbus.Message) (int32, *dbus.Error) {
	n, err := a.node(m)
	if err != nil {
		return -1, err
	}
	return int32(n.place), nil
}

// A relation says what other nodes are to one. There are none.
type relation struct {
	Kind uint32
	With []reference
}

// GetRelationSet returns no relations.
func (a accessible) GetRelationSet(m dbus.Message) ([]relation, *dbus.Error) {
	_, err := a.node(m)
	return []relation{}, err
}

// GetRole returns the role.
func (a accessible) GetRole(m dbus.Message) (uint32, *dbus.Error) {
	n, err := a.node(m)
	if err != nil {
		return 0, err
	}
	return uint32(n.role), nil
}

// GetRoleName returns what the protocol calls the role.
func (a accessible) GetRoleName(m dbus.Message) (string, *dbus.Error) {
	n, err := a.node(m)
	if err != nil {
		return "", err
	}
	return roleNames[n.role], nil
}

// GetLocalizedRoleName returns the same: readers have the words of all languages themselves.
func (a accessible) GetLocalizedRoleName(m dbus.Message) (string, *dbus.Error) {
	return a.GetRoleName(m)
}

// GetState returns the states as two words of bits, the lower first.
func (a accessible) GetState(m dbus.Message) ([]uint32, *dbus.Error) {
	n, err := a.node(m)
	if err != nil {
		return nil, err
	}
	return []uint32{uint32(n.states), uint32(n.states >> 32)}, nil
}

// GetAttributes returns who draws the window.
func (a accessible) GetAttributes(m dbus.Message) (map[string]string, *dbus.Error) {
	_, err := a.node(m)
	return map[string]string{"toolkit": toolkit}, err
}

// GetApplication returns the program.
func (a accessible) GetApplication(m dbus.Message) (reference, *dbus.Error) {
	_, err := a.node(m)
	return a.refer(a.now.Load().program), err
}

// GetInterfaces returns what else the node can be asked.
func (a accessible) GetInterfaces(m dbus.Message) ([]string, *dbus.Error) {
	n, err := a.node(m)
	if err != nil {
		return nil, err
	}
	return n.interfaces(), nil
}

// cache answers as org.a11y.atspi.Cache, by which readers ask for all of a program at once. They are given nothing, and ask for what they want to know: all of it would be out of date at
// the next change.
type cache struct{}

// An item is a node in a cache.
type item struct {
	Node, Program, Parent reference
	Place, Children       int32
	Interfaces            []string
	Name                  string
	Role                  uint32
	Description           string
	States                []uint32
}

// GetItems returns none.
func (cache) GetItems() ([]item, *dbus.Error) { return []item{}, nil }

// application answers as org.a11y.atspi.Application, which the program is.
type application struct{}

const toolkit = "Fyne"

// GetLocale returns the language that the person has set.
func (application) GetLocale(uint32) (string, *dbus.Error) { return os.Getenv("LANG"), nil }

// properties answers as org.freedesktop.DBus.Properties for all interfaces here.
type properties struct{ *teller }

// Get returns a property.
func (p properties) Get(m dbus.Message, of, name string) (dbus.Variant, *dbus.Error) {
	all, err := p.GetAll(m, of)
	if err != nil {
		return dbus.Variant{}, err
	}
	v, ok := all[name]
	if !ok {
		return dbus.Variant{}, dbus.NewError("org.freedesktop.DBus.Error.UnknownProperty", []any{of + " has no " + name})
	}
	return v, nil
}

// GetAll returns the properties of one interface.
func (p properties) GetAll(m dbus.Message, of string) (map[string]dbus.Variant, *dbus.Error) {
	n, err := p.node(m)
	if err != nil {
		return nil, err
	}
	values := map[string]any{}
	switch {
	case of == accessibleInterface:
		parent := *p.desktop.Load()
		if n.parent != nil {
			parent = p.refer(n.parent)
		}
		values = map[string]any{"Name": n.name, "Description": "", "Parent": parent, "ChildCount": int32(len(n.children)), "Locale": "", "AccessibleId": ""}
	case of == applicationInterface && n.id == programID:
		values = map[string]any{"ToolkitName": toolkit, "Version": "2.8", "AtspiVersion": "2.1", "Id": int32(0)}
	case of == actionInterface && n.press:
		values = map[string]any{"NActions": int32(1)}
	case of == textInterface && n.text != nil:
		values = map[string]any{"CharacterCount": int32(len(n.text.letters)), "CaretOffset": int32(n.text.caret)}
	case of == valueInterface && n.amount != nil:
		values = map[string]any{"MinimumValue": n.amount.least, "MaximumValue": n.amount.most, "MinimumIncrement": 0.0, "CurrentValue": n.amount.now}
	}
	all := make(map[string]dbus.Variant, len(values))
	for name, v := range values {
		all[name] = dbus.MakeVariant(v)
	}
	return all, nil
}

// Set takes the number that the registry gives the program, for which there is no use here; nothing else can be set.
func (p properties) Set(_ dbus.Message, of, name string, _ dbus.Variant) *dbus.Error {
	if of == applicationInterface && name == "Id" {
		return nil
	}
	return dbus.NewError("org.freedesktop.DBus.Error.PropertyReadOnly", []any{name + " cannot be set"})
}
