package core

import (
	"cmp"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Settings are a person's choices. The API key is not among them: it lives in the keychain.
type Settings struct {
	Library    string        `json:"library,omitempty"`    // the library's folder; empty for the default
	MovingTo   string        `json:"moving_to,omitempty"`  // where the library is being copied to, or was until the program ended; empty for nowhere
	MovedFrom  string        `json:"moved_from,omitempty"` // where the library was copied from; empty when nothing of it is left there
	Budget     USD           `json:"budget,omitempty"`     // for a calendar month; 0 is no budget
	InFlight   int           `json:"in_flight"`            // Lynx clips at once
	Spacing    time.Duration `json:"spacing"`              // least time between two Lynx submits
	Scale      float64       `json:"scale,omitempty"`      // how large everything in the window is; 0 is as the system has it
	Theme      Theme         `json:"theme,omitempty"`
	Language   string        `json:"language,omitempty"`    // of the window, as BCP 47 names it; empty for that of the system
	Engine     EngineID      `json:"engine,omitempty"`      // the one last chosen
	Aspect     Aspect        `json:"aspect,omitempty"`      // the one last chosen
	LooseTakes bool          `json:"loose_takes,omitempty"` // clips of one picture do not lie in stacks
	Previews   int64         `json:"previews"`              // bytes that posters and filmstrips may take on the disk, at least LeastPreviews
}

// A Theme is how the window looks.
type Theme string

// The zero Theme follows the system.
const (
	SystemTheme Theme = ""
	DarkTheme   Theme = "dark"
	LightTheme  Theme = "light"
)

// DefaultSettings are those of a first start. The Lynx limits are what WaveSpeed documents for a new account (two videos a minute, two at once).
func DefaultSettings() Settings {
	return Settings{InFlight: 2, Spacing: 30 * time.Second, Engine: Draft, Aspect: Wide, Previews: 2_000_000_000}
}

// LeastScale and MostScale are how small and how large everything in the window can be.
const (
	LeastScale = 0.8
	MostScale  = 2
)

// LeastPreviews is the least that posters and filmstrips are given, in bytes: some pages of a library.
const LeastPreviews = 100_000_000

const (
	settingsFile = "settings.json"
	savedFile    = "settings.json.saved" // as Save wrote it last, whatever became of the other, which a person may edit
)

// LoadSettings reads the settings in the data folder. A damaged file is kept beside it as settings.json.damaged; then the error has kind SettingsDamaged. The settings are then, and as long as
// there is no such file, those that were saved last: the budget and the library's folder must not be lost with it. Where none were saved they are the defaults. With an error of any other
// kind there are no settings. Values out of range are put right.
func LoadSettings(dir string) (Settings, error) {
	path := filepath.Join(dir, settingsFile)
	s, err := readSettings(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = nil
	case KindOf(err) == SettingsDamaged:
		os.Rename(path, path+".damaged")
	default:
		return s, err
	}
	s, savedErr := readSettings(filepath.Join(dir, savedFile))
	switch {
	case savedErr == nil:
		return s, err
	case errors.Is(savedErr, fs.ErrNotExist):
		return DefaultSettings(), err
	}
	return DefaultSettings(), cmp.Or(err, savedErr)
}

// readSettings reads one file of settings.
func readSettings(path string) (Settings, error) {
	const op = "load settings"
	s := DefaultSettings()
	b, err := os.ReadFile(path)
	if err != nil {
		return s, WrapFile(op, err)
	}
	if err := json.Unmarshal(b, &s); err != nil {
		return s, Errorf(op, SettingsDamaged, "%s: %w", filepath.Base(path), err)
	}
	s.InFlight = max(1, s.InFlight)
	s.Spacing = max(0, s.Spacing)
	s.Budget = max(0, s.Budget)
	s.Previews = max(LeastPreviews, s.Previews)
	if s.Scale != 0 {
		s.Scale = min(max(s.Scale, LeastScale), MostScale)
	}
	if _, err := ParseAspect(string(s.Aspect)); err != nil {
		s.Aspect = Wide
	}
	return s, nil
}

// Save writes the settings to the data folder, whole.
func (s Settings) Save(dir string) error {
	const op = "save settings"
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return Wrap(op, Internal, err)
	}
	for _, name := range []string{savedFile, settingsFile} {
		if err := WriteBytes(filepath.Join(dir, name), append(b, '\n')); err != nil {
			return WrapFile(op, err)
		}
	}
	return nil
}
