package core

// A Nature is what the program has to know of a kind of error to decide by it. Whoever decides anything by a kind reads it here, so that no two places disagree.
type Nature struct {
	About   About
	Move    Move
	Verdict bool // it ends a run that was accepted: the service's last word, or nothing that is asked again would change it
	Passes  bool // it goes away without anybody's doing
	Common  bool // every other job of the engine would meet it now, so that a list had better wait
}

// An About says whom an error concerns.
type About int

// Whom an error can be about.
const (
	AboutProgram  About = iota // ourselves
	AboutRequest               // what was asked for
	AboutPicture               // the picture that it was asked for with
	AboutComputer              // its disk, folders and keychain
	AboutAccount               // the person's key, credit or budget
	AboutService               // the service, or the way there
	AboutRun                   // this one run at the service
)

// A Move is what a person can do next about a job that has failed so.
type Move int

// The moves. TryAgain and AnotherPicture order another clip; the others cost nothing.
const (
	TryAgain       Move = iota // the same request
	AnotherPicture             // choose one first
	OpenSettings               // put something right there first
	CheckAgain                 // ask for the same run once more
	SaySo                      // nobody knows what became of it: see Decision
)

// Nature returns the kind's line in the one table of kinds. What is not in it, such as a kind of a later version, is as Internal is.
func (k Kind) Nature() Nature {
	switch k {
	case Internal:
		return Nature{About: AboutProgram, Move: TryAgain}

	case BadPrompt, NoPrompt, OpenBlank, BadAspect, BadEngine, BadList:
		return Nature{About: AboutRequest, Move: TryAgain}

	case PictureMissing, PictureDenied, PictureNotFile, PictureEmpty, PictureUnknown, PictureBroken, PictureTooLarge, PictureTooSmall, PictureChanged:
		return Nature{About: AboutPicture, Move: AnotherPicture}

	case DiskFull, NoKeychain, KeychainLocked:
		return Nature{About: AboutComputer, Move: TryAgain, Common: true}
	case FolderMissing, FolderDenied:
		return Nature{About: AboutComputer, Move: OpenSettings, Common: true}
	case ClipMissing:
		return Nature{About: AboutComputer, Move: TryAgain}
	case BadClip:
		return Nature{About: AboutRun, Move: TryAgain}
	case TargetExists, TargetMissing, TargetDenied, TooLong, SettingsDamaged, JournalDamaged: // of an export or a start, not of a job
		return Nature{About: AboutComputer, Move: TryAgain}
	case Unplayable: // it will not be another clip the next time, but we may have learned to show it
		return Nature{About: AboutRun, Move: CheckAgain, Verdict: true}

	case NoAnswer: // no job asks
		return Nature{About: AboutComputer, Move: TryAgain, Passes: true}

	case OtherAccount: // it goes on when the first key is back
		return Nature{About: AboutAccount, Move: OpenSettings}
	case OverBudget:
		return Nature{About: AboutAccount, Move: OpenSettings}
	case NeedsKey, KeyRefused:
		return Nature{About: AboutAccount, Move: OpenSettings, Common: true}
	case NoCredit:
		return Nature{About: AboutAccount, Move: TryAgain, Verdict: true, Common: true}
	case Forbidden:
		return Nature{About: AboutAccount, Move: TryAgain, Common: true}
	case PriceRose:
		return Nature{About: AboutAccount, Move: TryAgain, Common: true}

	case Offline, ServiceDown, Busy:
		return Nature{About: AboutService, Move: TryAgain, Passes: true, Common: true}
	case NotService:
		return Nature{About: AboutService, Move: TryAgain, Common: true}

	case Rejected, Moderated, RemoteFailed, RemoteStopped:
		return Nature{About: AboutRun, Move: TryAgain, Verdict: true}
	case NoFace:
		return Nature{About: AboutRun, Move: AnotherPicture, Verdict: true}
	case StillRunning:
		return Nature{About: AboutRun, Move: CheckAgain, Passes: true}
	case Expired: // the key may be another account's now
		return Nature{About: AboutRun, Move: CheckAgain, Verdict: true}
	case OutcomeUnknown:
		return Nature{About: AboutRun, Move: SaySo}
	}
	return Internal.Nature()
}
