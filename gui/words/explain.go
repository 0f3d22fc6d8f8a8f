package words

import (
	"context"
	"errors"
	"strings"

	"caracal/core"
)

// A Trouble is what a person is told about an error: what happened, and what to do now. Each is one sentence; both are empty where nothing went wrong.
type Trouble struct {
	What, Next string
}

// String is both sentences, or nothing.
func (t Trouble) String() string { return strings.TrimSpace(t.What + " " + t.Next) }

// Explain puts an error into words. It is the only place that knows such words. A nil error and the end of a context, by which nothing went wrong, are no trouble.
func Explain(err error) Trouble {
	if err == nil || errors.Is(err, context.Canceled) {
		return Trouble{}
	}
	t := ExplainKind(core.KindOf(err))
	switch path := core.PathOf(err); {
	case path == "":
	case core.KindOf(err) == core.Unplayable:
		t.Next = say("It is kept as it came: open it in another player, from %s.", path)
	case core.KindOf(err) == core.ListDamaged:
		t.Next = say("Clips of it may have been paid for: look in your library, and remove %s before you begin it anew.", path)
	}
	return t
}

// ExplainKind puts a kind of error into words. One that nobody has words for is something inside Caracal.
func ExplainKind(kind core.Kind) Trouble {
	t, ok := troubleOf(kind)
	if !ok {
		t, _ = troubleOf(core.Internal)
	}
	return Trouble{translated(t.What), translated(t.Next)}
}

// troubleOf returns the words for a kind, in English, and whether there are any. A test holds it to every kind that core declares.
func troubleOf(kind core.Kind) (Trouble, bool) {
	switch kind {
	case core.Internal:
		return Trouble{"Something went wrong inside Caracal.", "Try again; if it happens again, the file caracal.log says more."}, true

	case core.BadPrompt:
		return Trouble{"This prompt cannot be used.", "Write a shorter one, in ordinary text."}, true
	case core.NoPrompt:
		return Trouble{"There is no prompt, and Lynx needs one.", "Write what should happen in the clip."}, true
	case core.OpenBlank:
		return Trouble{"A {blank} of the prompt is empty.", "Fill it in, or take it out of the prompt."}, true
	case core.BadAspect:
		return Trouble{"This shape cannot be made.", "Choose 16:9, 9:16 or 1:1."}, true
	case core.BadEngine:
		return Trouble{"What this clip was to be made with is not here any more.", "Choose another under “Make with”."}, true
	case core.BadList:
		return Trouble{"This shot list cannot be used.", "Mend the lines that are named and try again; nothing has been begun."}, true
	case core.OverBudget:
		return Trouble{"This clip would go over your budget for the month.", "Raise the budget in Settings, or make a draft, which is free."}, true

	case core.PictureMissing:
		return Trouble{"This picture is not there any more.", "Choose it again where it is now, or use another."}, true
	case core.PictureDenied:
		return Trouble{"Caracal is not allowed to read this picture.", "Copy it to a folder of your own and use that copy."}, true
	case core.PictureNotFile:
		return Trouble{"This is not a file.", "Open the folder and choose one picture in it."}, true
	case core.PictureEmpty:
		return Trouble{"This file is empty.", "Choose another picture, or copy this one again from where it came from."}, true
	case core.PictureUnknown:
		return Trouble{"This is not a picture that Caracal can read.", "Use a JPEG, PNG, WebP, HEIC, AVIF, GIF, BMP or TIFF picture."}, true
	case core.PictureBroken:
		return Trouble{"This picture is damaged or cut off.", "Copy it again from where it came from, or use another."}, true
	case core.PictureTooLarge:
		return Trouble{"This picture is too large.", "Use one below 100 megapixels, 20,000 pixels a side and 100 MB."}, true
	case core.PictureTooSmall:
		return Trouble{"This picture is too small.", "Use one of at least 64 × 64 pixels."}, true
	case core.PictureChanged:
		return Trouble{"This picture has been changed since the list was begun.", "Look at it, and try again if it is the one that you mean."}, true

	case core.DiskFull:
		return Trouble{"The disk is full.", "Make some room and try again."}, true
	case core.JournalDamaged:
		return Trouble{"The list of jobs was damaged, and the old file was put aside.", "What could be read was kept; the clips in your library are not touched."}, true
	case core.JournalInUse:
		return Trouble{"The list of jobs is damaged, and another window or command still writes into it.", "Close that one first, and try again."}, true
	case core.ListDamaged:
		return Trouble{"The file of a shot list was damaged, and was put aside.", "Clips of it may have been paid for: look in your library before you begin it anew."}, true
	case core.ListElsewhere:
		return Trouble{"Another window or command is at work on this shot list.", "Wait until it is done, or stop it there, and try again."}, true
	case core.SettingsDamaged:
		return Trouble{"The file with your settings was damaged, and was put aside.", "They are as Caracal saved them last: look whether your folder and your budget are right in Settings."}, true
	case core.FolderMissing:
		return Trouble{"Your library's folder is not there.", "Plug in its disk, or choose another folder in Settings, and try again."}, true
	case core.FolderDenied:
		return Trouble{"Your library's folder cannot be written to.", "Allow it, or choose another folder in Settings, and try again."}, true
	case core.BadClip:
		return Trouble{"This file is not a video that Caracal can read.", "Nothing is lost: try it in another player, or try again in a while."}, true
	case core.ClipMissing:
		return Trouble{"The file of this clip is not there.", "Plug in its disk, or put the file back, and try again."}, true
	case core.Unplayable:
		return Trouble{"The clip came, and Caracal cannot play it.", "It is kept as it came, beside your clips: open it in another player."}, true
	case core.TargetExists:
		return Trouble{"There is a file of that name already.", "Replace it, or keep both under another name."}, true
	case core.TargetMissing:
		return Trouble{"The folder to write to is not there.", "Choose another, or plug in its disk, and try again."}, true
	case core.TargetDenied:
		return Trouble{"The folder to write to does not allow it.", "Choose a folder of your own and try again."}, true
	case core.TooLong:
		return Trouble{"This clip is longer than that place takes.", "Cut it in a video editor first, or export it for another place."}, true

	case core.NoKeychain:
		return Trouble{"This computer has no keychain to keep your key in.", "Caracal will remember it until you close the window; put it in again next time."}, true
	case core.KeychainLocked:
		return Trouble{"The computer's keychain did not open.", "Unlock it and try again; until then Caracal remembers your key only while its window is open."}, true
	case core.NeedsKey:
		return Trouble{"Lynx needs your WaveSpeed key.", "Put it in under Settings, or make a draft, which needs none."}, true
	case core.KeyRefused:
		return Trouble{"WaveSpeed did not accept your key.", "Check it in Settings; a key made before the first top-up may not work."}, true
	case core.NoCredit:
		return Trouble{"Your WaveSpeed account has not enough credit.", "Top it up at wavespeed.ai and try again."}, true
	case core.OtherAccount:
		return Trouble{"This clip belongs to another WaveSpeed account than your key.", "Put the key of that account back in Settings, and Caracal goes on with it."}, true
	case core.PriceRose:
		return Trouble{"A clip costs more now than it did when you asked for this one.", "Nothing was sent: try again if you agree with the new price."}, true
	case core.Forbidden:
		return Trouble{"Your WaveSpeed account may not do this.", "Ask whoever runs the account, or use a key of another one in Settings."}, true
	case core.Rejected:
		return Trouble{"WaveSpeed did not accept this picture or prompt.", "Change one of them and try again."}, true
	case core.Moderated:
		return Trouble{"WaveSpeed's content rules do not allow this clip.", "Change the prompt or the picture."}, true
	case core.NoFace:
		return Trouble{"WaveSpeed found no face in this picture.", "Use a picture with one clear face."}, true
	case core.RemoteFailed:
		return Trouble{"The run failed at WaveSpeed.", "You can try again."}, true
	case core.RemoteStopped:
		return Trouble{"The run was stopped at WaveSpeed.", "You can try again."}, true
	case core.Offline:
		return Trouble{"There is no way to WaveSpeed just now.", "Check the internet connection, then try again."}, true
	case core.NoAnswer:
		return Trouble{"Nobody could say whether there is a newer version.", "Check the internet connection, then try again."}, true
	case core.NotService:
		return Trouble{"This address is not the service's API.", "Check CARACAL_API_URL: the service's own address ends in /api/v3."}, true
	case core.ServiceDown:
		return Trouble{"WaveSpeed is in trouble just now.", "Try again in a while."}, true
	case core.Busy:
		return Trouble{"WaveSpeed asks for a little patience.", "Try again in a minute."}, true
	case core.OutcomeUnknown:
		return Trouble{"Nobody knows whether WaveSpeed took this run.", "Check again, or look at your WaveSpeed account before you send it a second time."}, true
	case core.StillRunning:
		return Trouble{"This is still running at WaveSpeed.", "It is not lost: check again in a while."}, true
	case core.Expired:
		return Trouble{"WaveSpeed does not have this clip any more.", "Check again if your key was changed meanwhile; clips are kept there for a week only."}, true
	}
	return Trouble{}, false
}
