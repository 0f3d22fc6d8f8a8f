package core

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// A Kind says what went wrong, in a way that the program can act on (see [Kind.Nature]) and that gui/words has words for. It is stored in the journal by name,
// so a name is never changed.
type Kind string

// What can go wrong, by whose turn it is to do something about it.
const (
	Internal Kind = "internal" // a fault of ours, or one that has no better name

	// The request.
	BadPrompt  Kind = "bad prompt"
	NoPrompt   Kind = "no prompt"  // where one is needed
	OpenBlank  Kind = "open blank" // a {blank} of the prompt that nothing fills
	BadAspect  Kind = "bad aspect"
	BadEngine  Kind = "bad engine"
	BadList    Kind = "bad list"    // a shot list that cannot be read, or not as a whole
	OverBudget Kind = "over budget" // the month's budget does not allow it and the person has not said otherwise

	// The picture.
	PictureMissing  Kind = "picture missing"  // there is no such file (any more)
	PictureDenied   Kind = "picture denied"   // we may not read it
	PictureNotFile  Kind = "picture not file" // a directory or a device
	PictureEmpty    Kind = "picture empty"    // no bytes
	PictureUnknown  Kind = "picture unknown"  // not a format that we read
	PictureBroken   Kind = "picture broken"   // begins well and is cut off or damaged
	PictureTooLarge Kind = "picture too large"
	PictureChanged  Kind = "picture changed" // the file is not the one any more that was to be sent
	PictureTooSmall Kind = "picture too small"

	// This computer.
	DiskFull        Kind = "disk full"
	SettingsDamaged Kind = "settings damaged" // the file of the settings was put aside
	JournalDamaged  Kind = "journal damaged"  // the journal was put aside
	JournalInUse    Kind = "journal in use"   // the journal is damaged, and another process still writes into it
	ListDamaged     Kind = "list damaged"     // a shot list's own file was put aside, at the error's Path
	ListElsewhere   Kind = "list elsewhere"   // another process carries the shot list out, or is about to begin one
	FolderMissing   Kind = "folder missing"   // the library's folder is gone: an unplugged disk, say
	FolderDenied    Kind = "folder denied"    // the library's folder cannot be written
	BadClip         Kind = "bad clip"         // a file that is not a video that we can read
	ClipMissing     Kind = "clip missing"     // there is no such file (any more): its disk may be unplugged
	Unplayable      Kind = "unplayable"       // a clip came whole and nothing here can show it; Path says where it is kept as it came
	TargetExists    Kind = "target exists"    // there is a file of the name that was to be written
	TargetMissing   Kind = "target missing"   // the folder that was to be written to is not there
	TargetDenied    Kind = "target denied"    // the folder that was to be written to cannot be written
	TooLong         Kind = "too long"         // a clip is longer than the place takes that it was to be exported for
	NoKeychain      Kind = "no keychain"      // nowhere to keep a key but in memory
	KeychainLocked  Kind = "keychain locked"  // it is there and does not open

	// The service.
	NeedsKey       Kind = "needs key"
	KeyRefused     Kind = "key refused"
	NoCredit       Kind = "no credit"
	OtherAccount   Kind = "other account"   // a job is of another account than the key is now
	PriceRose      Kind = "price rose"      // a clip costs more now than the person was told
	Forbidden      Kind = "forbidden"       // the account or its role may not do this
	Rejected       Kind = "rejected"        // the service refused the input before it cost anything
	Moderated      Kind = "moderated"       // the service's content rules
	NoFace         Kind = "no face"         // a run failed because no face was found
	RemoteFailed   Kind = "remote failed"   // a run was accepted and failed there
	RemoteStopped  Kind = "remote stopped"  // a run was accepted and cancelled or timed out there
	Offline        Kind = "offline"         // no way to the service
	NotService     Kind = "not service"     // what answers at the address is not the service's API
	ServiceDown    Kind = "service down"    // the service answers that it is in trouble, or in a way that makes no sense
	Busy           Kind = "busy"            // the service asks for patience
	OutcomeUnknown Kind = "outcome unknown" // a submit may or may not have been accepted
	StillRunning   Kind = "still running"   // the service has been at it for longer than we ask every few seconds
	Expired        Kind = "expired"         // the service does not have the run or its clip any more

	NoAnswer Kind = "no answer" // nobody could say which release is the newest
)

// An Error is what every room returns: the operation that failed, the kind, and the cause. Op is lower case, without a full stop, and never holds
// a key, a signed URL or a prompt.
type Error struct {
	Op   string
	Kind Kind
	Err  error
	Path string // of the file that the words for it point to; empty for most
	Said string // what the service said, in its own words, without URLs and the prompt; empty for most
}

// Errorf returns an *Error whose cause is the formatted text; %w works as in fmt.Errorf.
func Errorf(op string, kind Kind, format string, args ...any) *Error {
	return &Error{Op: op, Kind: kind, Err: fmt.Errorf(format, args...)}
}

// Wrap returns err as an *Error of the given operation. A nil err gives nil; a context's end stays as it is, because nothing went wrong; an
// *Error keeps its kind; anything else gets the given kind, or [DiskFull] where the cause is a full disk.
func Wrap(op string, kind Kind, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
		return err
	case isDiskFull(err):
		kind = DiskFull
	case KindOf(err) != "":
		kind = KindOf(err)
	}
	return &Error{Op: op, Kind: kind, Err: err}
}

// WrapFile is Wrap for a failure to write below the library or the data folder: it tells a folder that is gone from one that may not be written.
func WrapFile(op string, err error) error {
	kind := Internal
	switch {
	case errors.Is(err, fs.ErrNotExist):
		kind = FolderMissing
	case errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS):
		kind = FolderDenied
	}
	return Wrap(op, kind, err)
}

// AsError returns the first *Error in err's chain, or where a room broke its contract and there is none, err as one of kind Internal.
func AsError(op string, err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return &Error{Op: op, Kind: Internal, Err: err}
}

// KindOf returns the kind of the first *Error in err's chain, or "" when there is none.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) && e != nil { // a Job's Err is a nil *Error while all is well
		return e.Kind
	}
	return ""
}

// PathOf returns the path in the first *Error in err's chain that has one, or "".
func PathOf(err error) string {
	for e := (*Error)(nil); errors.As(err, &e) && e != nil; err = e.Err {
		if e.Path != "" {
			return e.Path
		}
	}
	return ""
}

// SaidOf returns what a service said according to the first *Error in err's chain that knows, or "".
func SaidOf(err error) string {
	for e := (*Error)(nil); errors.As(err, &e) && e != nil; err = e.Err {
		if e.Said != "" {
			return e.Said
		}
	}
	return ""
}

func (e *Error) Error() string {
	if e.Err == nil {
		return e.Op + ": " + string(e.Kind)
	}
	return e.Op + ": " + e.Err.Error()
}

func (e *Error) Unwrap() error { return e.Err }

// errorJSON is an Error at rest: the cause is kept as text.
type errorJSON struct {
	Op   string `json:"op"`
	Kind Kind   `json:"kind"`
	Text string `json:"text,omitempty"`
	Path string `json:"path,omitempty"`
	Said string `json:"said,omitempty"`
}

// MarshalJSON stores the operation, the kind, the path, what the service said and the cause's text.
func (e *Error) MarshalJSON() ([]byte, error) {
	j := errorJSON{Op: e.Op, Kind: e.Kind, Path: PathOf(e), Said: SaidOf(e)}
	if e.Err != nil {
		j.Text = e.Err.Error()
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads what MarshalJSON wrote. The cause comes back as a plain error with the same text.
func (e *Error) UnmarshalJSON(b []byte) error {
	var j errorJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*e = Error{Op: j.Op, Kind: j.Kind, Path: j.Path, Said: j.Said}
	if j.Text != "" {
		e.Err = errors.New(j.Text)
	}
	return nil
}
