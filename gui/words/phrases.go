package words

// The groups of phrases that are offered for a prompt.
func SubjectPhrases() string       { return say("Subject") }
func MotionPhrases() string        { return say("Motion") }
func CameraPhrases() string        { return say("Camera") }
func CameraInDepthPhrases() string { return say("Camera in depth") }
func LightPhrases() string         { return say("Lighting") }
func StylePhrases() string         { return say("Style") }

// MorePhrases stands on the chip behind those that are offered at once.
func MorePhrases() string { return say("More…") }

// Subjects are whom or what a prompt may be about.
func Subjects() []string {
	return []string{say("the woman"), say("the man"), say("the child"), say("the animal"), say("the product"), say("the background")}
}

// Motions are what a subject may do.
func Motions() []string {
	return []string{
		say("smiles"), say("turns to the camera"), say("looks up"), say("walks forward"), say("waves"), say("hair moves in the wind"), say("steam rises"),
		say("leaves sway"), say("water ripples"),
	}
}

// SlowPushIn is the phrase that is offered first: a term of Draft, and how.
func SlowPushIn() string { return say("slow push in") }

// Term returns what people call a thing that Draft can do, by its plan.Term's name. Draft understands each when it is written alone in a prompt; a test holds that.
func Term(name string) string {
	switch name {
	case "push in":
		return say("push in")
	case "pull back":
		return say("pull back")
	case "pan left":
		return say("pan left")
	case "pan right":
		return say("pan right")
	case "tilt up":
		return say("tilt up")
	case "tilt down":
		return say("tilt down")
	case "orbit left":
		return say("orbit left")
	case "orbit right":
		return say("orbit right")
	case "arc left":
		return say("arc left")
	case "arc right":
		return say("arc right")
	case "parallax slide left":
		return say("parallax slide left")
	case "parallax slide right":
		return say("parallax slide right")
	case "dolly zoom in":
		return say("dolly zoom in")
	case "dolly zoom out":
		return say("dolly zoom out")
	case "drift":
		return say("drift")
	case "handheld":
		return say("handheld")
	case "static":
		return say("static")
	case "golden hour":
		return say("golden hour")
	case "blue hour":
		return say("blue hour")
	case "night":
		return say("night")
	case "soft light":
		return say("soft light")
	case "moody":
		return say("moody")
	case "noir":
		return say("noir")
	case "sepia":
		return say("sepia")
	case "vintage":
		return say("vintage")
	case "cinematic":
		return say("cinematic")
	case "vivid":
		return say("vivid")
	case "vignette":
		return say("vignette")
	case "grain":
		return say("grain")
	// What can only be left out.
	case "camera movement":
		return say("camera movement")
	case "zoom":
		return say("zoom")
	case "pan":
		return say("pan")
	case "tilt":
		return say("tilt")
	case "orbit":
		return say("orbit")
	case "arc":
		return say("arc")
	case "parallax":
		return say("parallax")
	case "shake":
		return say("shake")
	}
	return name
}
