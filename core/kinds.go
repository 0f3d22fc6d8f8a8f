package core

// A Nature is what the program has to know about a kind of error to act on it. Everything that decides by a kind reads it here, so that no two places disagree.
type Nature struct {
	About      About
	Remedy     Remedy
	Final      bool // it ends a run that was accepted: asking again would not change it
	Transient  bool // it goes away by itself
	AffectsAll bool // every other job of the engine would meet it now, so a list of shots had better wait
}

// An About says what an error is about.
type About int

// What an error can be about.
const (
	AboutProgram  About = iota // ourselves
	AboutRequest               // what was asked for
	AboutPicture               // the picture that it was asked for with
	AboutComputer              // its disk, folders and keychain
	AboutAccount               // the person's key, credit or budget
	AboutService               // the service, or the way there
	AboutRun                   // this one run at the service
)

// A Remedy is what a person can do next about a job that failed in this way.
type Remedy int

// The remedies. TryAgain and AnotherPicture order another clip; the others cost nothing.
const (
	TryAgain       Remedy = iota // the same request
	AnotherPicture               // choose one first
	OpenSettings                 // put something right there first
	CheckAgain                   // ask for the same run once more
	PersonDecides                // nobody knows what became of it: see Decision
)

// Nature returns the kind's line in the one table of kinds. A kind that is not in it, such as one of a later version, is like Internal.
func (k Kind) Nature() Nature {
	switch k {
	case Internal:
		return Nature{About: AboutProgram, Remedy: TryAgain}

	case BadPrompt, NoPrompt, OpenBlank, BadAspect, BadEngine, BadList:
		return Nature{About: AboutRequest, Remedy: TryAgain}

	case PictureMissing, PictureDenied, PictureNotFile, PictureEmpty, PictureUnknown, PictureBroken, PictureTooLarge, PictureTooSmall, PictureChanged:
		return Nature{About: AboutPicture, Remedy: AnotherPicture}

	case DiskFull, NoKeychain, KeychainLocked:
		return Nature{About: AboutComputer, Remedy: TryAgain, AffectsAll: true}
	case FolderMissing, FolderDenied:
		return Nature{About: AboutComputer, Remedy: OpenSettings, AffectsAll: true}
	case ClipMissing:
		return Nature{About: AboutComputer, Remedy: TryAgain}
	case BadClip:
		return Nature{About: AboutRun, Remedy: TryAgain}
	case TargetExists, TargetMissing, TargetDenied, TooLong, SettingsDamaged, JournalDamaged, JournalInUse, ListDamaged, ListElsewhere: // of an export or a start, not of a job
		return Nature{About: AboutComputer, Remedy: TryAgain}
	case Unplayable: // the clip will be the same the next time, but a later version may be able to show it
		return Nature{About: AboutRun, Remedy: CheckAgain, Final: true}

	case NoAnswer: // no job asks
		return Nature{About: AboutComputer, Remedy: TryAgain, Transient: true}

	case OtherAccount: // it goes on when the first key is back
		return Nature{About: AboutAccount, Remedy: OpenSettings}
	case OverBudget:
		return Nature{About: AboutAccount, Remedy: OpenSettings}
	case NeedsKey, KeyRefused:
		return Nature{About: AboutAccount, Remedy: OpenSettings, AffectsAll: true}
	case NoCredit:
		return Nature{About: AboutAccount, Remedy: TryAgain, Final: true, AffectsAll: true}
	case Forbidden:
		return Nature{About: AboutAccount, Remedy: TryAgain, AffectsAll: true}
	case PriceRose:
		return Nature{About: AboutAccount, Remedy: TryAgain, AffectsAll: true}

	case Offline, ServiceDown, Busy:
		return Nature{About: AboutService, Remedy: TryAgain, Transient: true, AffectsAll: true}
	case NotService:
		return Nature{About: AboutService, Remedy: TryAgain, AffectsAll: true}

	case Rejected, Moderated, RemoteFailed, RemoteStopped:
		return Nature{About: AboutRun, Remedy: TryAgain, Final: true}
	case NoFace:
		return Nature{About: AboutRun, Remedy: AnotherPicture, Final: true}
	case StillRunning:
		return Nature{About: AboutRun, Remedy: CheckAgain, Transient: true}
	case Expired: // the key may be another account's now
		return Nature{About: AboutRun, Remedy: CheckAgain, Final: true}
	case OutcomeUnknown:
		return Nature{About: AboutRun, Remedy: PersonDecides}
	}
	return Internal.Nature()
}
