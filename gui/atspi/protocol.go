//go:build linux

package atspi

import "fyne.io/fyne/v2"

// A role says what kind of thing a node is: AtspiRole in atspi-constants.h.
type role uint32

const (
	roleDialog       role = 16
	roleFrame        role = 23
	roleLabel        role = 29
	roleMenuItem     role = 35
	rolePanel        role = 39
	rolePassword     role = 40
	rolePopupMenu    role = 41
	roleProgressBar  role = 42
	rolePushButton   role = 43
	roleSlider       role = 51
	roleToggleButton role = 62
	roleApplication  role = 75
	roleEntry        role = 79
	roleHeading      role = 83
	roleLink         role = 88
	roleNotification role = 101
)

// roleNames are what the protocol calls them.
var roleNames = map[role]string{
	roleDialog: "dialog", roleFrame: "frame", roleLabel: "label", roleMenuItem: "menu item", rolePanel: "panel", rolePassword: "password text", rolePopupMenu: "popup menu", roleProgressBar: "progress bar",
	rolePushButton: "push button", roleSlider: "slider", roleToggleButton: "toggle button", roleApplication: "application", roleEntry: "entry", roleHeading: "heading", roleLink: "link", roleNotification: "notification",
}

// roleOf returns the role that one of Fyne's has here.
func roleOf(r fyne.AccessibleRole) role {
	switch r {
	case fyne.AccessibleRoleButton:
		return rolePushButton
	case fyne.AccessibleRoleLink:
		return roleLink
	case fyne.AccessibleRoleText:
		return roleLabel
	}
	return rolePanel
}

// A state is something that a node is or is not: AtspiStateType in atspi-constants.h.
type state uint

const (
	stateActive     state = 1
	stateChecked    state = 4
	stateEditable   state = 7
	stateEnabled    state = 8
	stateFocusable  state = 11
	stateFocused    state = 12
	stateModal      state = 16
	stateMultiLine  state = 17
	statePressed    state = 20
	stateSelectable state = 22
	stateSelected   state = 23
	stateSensitive  state = 24
	stateShowing    state = 25
	stateSingleLine state = 26
	stateVisible    state = 30
	stateCheckable  state = 41
)

// told are the states whose changes readers are told, by the names that they have there.
var told = map[state]string{
	stateActive: "active", stateChecked: "checked", stateEnabled: "enabled", stateFocused: "focused", statePressed: "pressed", stateSelected: "selected", stateSensitive: "sensitive",
}

// states are all of a node's.
type states uint64

// shown are those of whatever is seen and not disabled.
const shown states = 1<<stateEnabled | 1<<stateSensitive | 1<<stateShowing | 1<<stateVisible

func (s *states) set(of state, on bool) {
	if on {
		*s |= 1 << of
	} else {
		*s &^= 1 << of
	}
}

func (s states) has(of state) bool { return s&(1<<of) != 0 }

// interfaces returns what can be asked of a node.
func (n *node) interfaces() []string {
	names := []string{accessibleInterface}
	if n.id == programID {
		return append(names, applicationInterface)
	}
	names = append(names, componentInterface)
	if n.press {
		names = append(names, actionInterface)
	}
	if n.text != nil {
		names = append(names, textInterface)
	}
	if n.text != nil && n.states.has(stateEditable) {
		names = append(names, editableInterface)
	}
	if n.amount != nil {
		names = append(names, valueInterface)
	}
	return names
}

const (
	accessibleInterface  = "org.a11y.atspi.Accessible"
	applicationInterface = "org.a11y.atspi.Application"
	componentInterface   = "org.a11y.atspi.Component"
	actionInterface      = "org.a11y.atspi.Action"
	textInterface        = "org.a11y.atspi.Text"
	editableInterface    = "org.a11y.atspi.EditableText"
	valueInterface       = "org.a11y.atspi.Value"
)
