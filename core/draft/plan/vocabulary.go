package plan

// A Term is one thing that Draft can do, and the phrases that ask for it.
//
// A phrase is a row of words; a/b stands for either word. Between its words may stand fillers ("pan to the left") and words of pace ("zoom slowly in").
type Term struct {
	Name string // how a page calls it; writing it alone in a prompt asks for it
	Kind TermKind

	Sure   []string // phrases that always mean it
	Unsure []string // phrases of everyday speech, which mean it only next to a word such as "camera" or "light", or when nothing else is said

	Camera Camera // what it does to the camera
	Look   Look   // what it does to the light
}

// A TermKind says what a term is about.
type TermKind string

// The kinds of terms.
const (
	Moves  TermKind = "camera"
	Holds  TermKind = "hold" // the camera stands still
	Lights TermKind = "light"
	Styles TermKind = "style" // how the film looks, in whatever light
)

// Grades reports whether terms of the kind leave the camera alone.
func (k TermKind) Grades() bool { return k == Lights || k == Styles }

// Vocabulary returns all that Draft understands, in the order in which a page may offer it.
func Vocabulary() []Term {
	return []Term{
		{
			Name: "push in", Kind: Moves, Camera: Camera{Push: 1},
			Sure: []string{
				"push/pushing/zoom/zooming/dolly/dollying in/inward/inwards/forward/forwards", "zoom/zooms/zooming on/onto/into/closer",
				"camera/we/lens/shot/view pushes/push/zooms/dollies/moves/move/creeps/glides/flies/comes/goes/closes/drifts/floats in/closer/forward/forwards",
				"move/moving/creep/creeping/come/coming closer", "close/closing in on", "camera approaches", "dolly shot",
			},
			Unsure: []string{"zoom/zooms/zooming", "dolly", "move/moving/creep/fly in/forward", "closer"},
		},
		{
			Name: "pull back", Kind: Moves, Camera: Camera{Push: -1},
			Sure: []string{
				"zoom/zooming/dolly/dollying/pull/pulling/move/moving out/outward/outwards", "dolly/zoom back/backward/backwards",
				"camera/we/lens/shot/view pulls/pull/zooms/dollies/moves/move/backs/retreats/glides/flies/goes/drifts/floats back/backward/backwards/out/away",
				"dolly/dollying/zoom/zooming/move/moving away", "camera retreats",
			},
			Unsure: []string{"pull/pulling back/away", "push/pushing back/out"},
		},
		{
			Name: "pan left", Kind: Moves, Camera: Camera{Pan: -1},
			Sure: []string{
				"pan/pans/panning/truck/trucks/trucking left/leftward/leftwards", "right to left pan", "left pan", "pan/pans/panning/truck/trucks/trucking right to left",
				"pan/pans/panning/truck/trucks/trucking from right to left", "camera/we/shot/view moves/move/slides/tracks/turns/glides/swings left/leftward/leftwards",
				"camera/we/shot/view moves/move/slides/tracks/turns/glides/swings from right to left", "track/slide camera left",
			},
			Unsure: []string{"track/tracking/slide/sliding/move/moving left"},
		},
		{
			Name: "pan right", Kind: Moves, Camera: Camera{Pan: 1},
			Sure: []string{
				"pan/pans/panning/truck/trucks/trucking right/rightward/rightwards", "left to right pan", "right pan", "pan/pans/panning/truck/trucks/trucking left to right",
				"pan/pans/panning/truck/trucks/trucking from left to right", "pan/pans/panning across/over",
				"camera/we/shot/view moves/move/slides/tracks/turns/glides/swings right/rightward/rightwards",
				"camera/we/shot/view moves/move/slides/tracks/turns/glides/swings from left to right",
			},
			Unsure: []string{"pan/pans/panning", "track/tracking/slide/sliding/move/moving right", "tracking shot"},
		},
		{
			Name: "tilt up", Kind: Moves, Camera: Camera{Tilt: 1},
			Sure: []string{
				"tilt/tilts/tilting/crane/cranes/boom/booms/pedestal up/upward/upwards", "pan/pans/panning up/upward/upwards",
				"camera/we/shot/view moves/move/rises/glides/floats up/upward/upwards", "camera rises",
			},
			Unsure: []string{"tilt", "crane shot"},
		},
		{
			Name: "tilt down", Kind: Moves, Camera: Camera{Tilt: -1},
			Sure: []string{
				"tilt/tilts/tilting/crane/cranes/boom/booms/pedestal down/downward/downwards", "pan/pans/panning down/downward/downwards",
				"camera/we/shot/view moves/move/sinks/glides/floats down/downward/downwards", "camera descends/sinks/lowers",
			},
		},
		{
			Name: "orbit left", Kind: Moves, Camera: Camera{Orbit: -1},
			Sure: []string{"orbit/orbits/orbiting/circle/circles/circling left/counterclockwise/anticlockwise"},
		},
		{
			Name: "orbit right", Kind: Moves, Camera: Camera{Orbit: 1},
			Sure: []string{
				"orbit/orbits/orbiting/circle/circles/circling right/clockwise", "orbit shot", "orbiting shot",
				"camera/we/shot/view orbits/orbit/circles/rotates/revolves", "camera/we/shot/view moves/goes/travels around",
			},
			Unsure: []string{"orbit/orbiting/orbits", "orbit/orbits/orbiting/circle/circling around"},
		},
		{
			Name: "arc left", Kind: Moves, Camera: Camera{Arc: -1},
			Sure: []string{"arc/arcs/arcing left/counterclockwise/anticlockwise", "arc/arcing shot/move left"},
		},
		{
			Name: "arc right", Kind: Moves, Camera: Camera{Arc: 1},
			Sure:   []string{"arc/arcs/arcing right/clockwise", "arc/arcing shot/move", "arc/arcing shot/move right", "camera/we/shot/view arcs"},
			Unsure: []string{"arc/arcs/arcing", "arc/arcs/arcing around"},
		},
		{
			Name: "parallax slide left", Kind: Moves, Camera: Camera{Slide: -1},
			Sure: []string{"parallax slide/move/shift/pan/shot/effect left", "slider shot left", "slide/slides/sliding left with parallax"},
		},
		{
			Name: "parallax slide right", Kind: Moves, Camera: Camera{Slide: 1},
			Sure: []string{
				"parallax slide/move/shift/pan/shot/effect/motion", "parallax slide/move/shift/pan/shot/effect right", "slider shot", "slider shot right", "slide/slides/sliding right with parallax",
			},
			Unsure: []string{"parallax"},
		},
		{
			Name: "dolly zoom in", Kind: Moves, Camera: Camera{DollyZoom: 1},
			Sure: []string{"dolly zoom/zooms", "dolly zoom in", "zolly", "vertigo/trombone/hitchcock shot/effect/zoom", "contra zoom"},
		},
		{
			Name: "dolly zoom out", Kind: Moves, Camera: Camera{DollyZoom: -1},
			Sure: []string{"dolly zoom out/back/backwards", "reverse/reversed dolly zoom", "reverse/reversed zolly", "reverse/reversed vertigo/trombone/hitchcock shot/effect/zoom"},
		},
		{
			Name: "drift", Kind: Moves, Camera: Camera{Drift: 1},
			Sure:   []string{"camera/shot/view/we drifts/drift/floats/float/hovers/wanders", "drifting/floating/gliding/hovering camera/shot", "camera drift", "steadicam", "drone shot"},
			Unsure: []string{"drift/drifts/drifting", "floating", "gliding"},
		},
		{
			Name: "handheld", Kind: Moves, Camera: Camera{Handheld: 1},
			Sure: []string{"handheld", "hand held", "shaky cam/camera", "camera shake/sway/wobble", "documentary camera", "shaking camera", "camera shakes/sways/wobbles"},
		},
		{
			Name: "static", Kind: Holds,
			Sure: []string{
				"static/still/locked/fixed/motionless/stationary/steady camera/shot/frame/view", "camera/shot/frame/view is/stays/remains/holds static/still/fixed/locked",
				"camera/shot/frame/view is/stays/remains/holds perfectly/completely/absolutely static/still/fixed/locked",
				"locked off", "tripod", "camera does not move", "camera doesn't/never move/moves", "camera not/isn't move/moving", "camera holds",
			},
			Unsure: []string{"static", "still", "locked", "fixed", "hold"},
		},

		{
			Name: "golden hour", Kind: Lights, Look: Look{Warm: 1},
			Sure: []string{
				"golden/magic hour", "golden light/sunlight/sun/glow", "warm/warmer light/lighting/tones/tone/colors/colours/glow/sunlight/look/grade/palette/hues",
				"sunset", "sunrise", "candlelight", "candle light", "firelight", "sunny",
			},
			Unsure: []string{"warm", "golden"},
		},
		{
			Name: "blue hour", Kind: Lights, Look: Look{Cold: 1},
			Sure: []string{
				"blue hour", "cold/cool/cooler/icy light/lighting/tones/tone/colors/colours/look/grade/palette/hues", "wintry", "teal light/tones/look", "overcast",
			},
			Unsure: []string{"cold", "icy"},
		},
		{
			Name: "night", Kind: Lights, Look: Look{Night: 1},
			Sure:   []string{"moonlight", "moonlit", "moon light", "at/by night", "night time/scene/light/lighting/look/sky", "nighttime", "midnight", "day for night"},
			Unsure: []string{"night"},
		},
		{
			Name: "noir", Kind: Styles, Look: Look{Noir: 1},
			Sure:   []string{"noir", "film noir", "monochrome", "grayscale", "greyscale", "black and/& white film/photo/photograph/photography/movie/look/style/picture/footage/video", "b&w"},
			Unsure: []string{"black and/& white"},
		},
		{Name: "sepia", Kind: Styles, Look: Look{Sepia: 1}, Sure: []string{"sepia", "daguerreotype"}},
		{
			Name: "vintage", Kind: Styles, Look: Look{Vintage: 1},
			Sure: []string{
				"vintage/retro/analog/analogue/nostalgic/faded/old film/look/style/photo/photograph/footage/movie/colors/colours/tones", "film look", "super 8", "8mm", "16mm", "kodachrome",
				"polaroid", "70s look/style/film",
			},
			Unsure: []string{"vintage", "retro", "analog", "nostalgic"},
		},
		{
			Name: "cinematic", Kind: Styles, Look: Look{Cinematic: 1},
			Sure: []string{"cinematic", "teal and orange", "movie/blockbuster look", "film/movie still", "35mm", "anamorphic"},
		},
		{
			Name: "moody", Kind: Lights, Look: Look{Moody: 1},
			Sure:   []string{"moody", "low key", "dark/dramatic/gloomy/somber/sombre light/lighting/mood/atmosphere/look/tones/grade", "chiaroscuro"},
			Unsure: []string{"gloomy", "dark"},
		},
		{
			Name: "vivid", Kind: Styles, Look: Look{Vivid: 1},
			Sure:   []string{"vivid", "vibrant/saturated/rich/bright/bold colors/colours/color/colour/look/tones", "saturated"},
			Unsure: []string{"vibrant", "colorful", "colourful"},
		},
		{
			Name: "soft light", Kind: Lights, Look: Look{Soft: 1},
			Sure: []string{
				"soft/softer/diffused/dreamy/hazy light/lighting/focus/look/glow/tones/atmosphere", "dreamy", "bloom light",
			},
			Unsure: []string{"soft", "hazy"},
		},
		{
			Name: "vignette", Kind: Styles, Look: Look{Vignette: 1},
			Sure: []string{"vignette", "vignetting", "vignetted", "dark/darker/darkened corners/edges"},
		},
		{
			Name: "grain", Kind: Styles, Look: Look{Grain: 1},
			Sure:   []string{"film grain", "grainy", "grainy film", "filmgrain"},
			Unsure: []string{"grain", "noise"},
		},
	}
}

// Words that ask for nothing by themselves, by what they do for the phrases around them.
const (
	// contexts make an unsure phrase sure when they stand next to it.
	contexts = "camera shot lens view frame movement motion move light lighting look tone tones color colors colour colours grade film mood style palette " +
		"atmosphere effect glow footage video"
	// fillers may stand between the words of a phrase, and between a phrase and its pace.
	fillers = "the a an to towards toward very just quite camera with some any more"
	// slow and fast are the words of pace.
	slow = "slow slowly slower gentle gently subtle subtly slight slightly calm calmly mild smooth smoothly soft softly little"
	fast = "fast faster quick quickly rapid rapidly dramatic dramatically strong strongly heavy heavily intense extreme swift swiftly whip"
	// sudden are the words that make a denial one of what Draft never does: its moves begin and end gently.
	sudden = "sudden abrupt jerky"
	// denials say that the phrase after them is to be left out; so does an "or" after a denied phrase.
	denials = "no not without don't dont never avoid zero doesn't minus neither"
	ors     = "or nor"
	// ands join two phrases: a phrase ends before them.
	ands = "and &"
	// next stand between two moves that are made one after the other, as "after that" does.
	next = "then afterwards followed finally next"
	// cameras are the contexts that name the camera itself, and auxiliaries may stand between it and a word that denies what it does: "the camera does not tremble".
	cameras     = "camera cam"
	auxiliaries = "is does do did will should must can may"
)

// movement is the family of all moves.
func movement() Term { return families()[0] }

// families are moves, or groups of moves, named without a direction. They count only where they are denied: "no zoom", "without camera shake". Their unsure words ask for a move of the
// Vocabulary where they are not denied.
func families() []Term {
	return []Term{
		{
			Name: "camera movement", Kind: Moves, Camera: Camera{Push: 1, Pan: 1, Tilt: 1, Orbit: 1, Arc: 1, Slide: 1, DollyZoom: 1, Drift: 1, Handheld: 1},
			Sure: []string{"camera movement/movements/motion/move/moves", "moving camera", "moving the camera", "move camera", "slow/fast camera motion", "movement", "motion"},
		},
		{Name: "zoom", Kind: Moves, Camera: Camera{Push: 1, DollyZoom: 1}, Sure: []string{"zoom/zooms/zooming/dolly/push/pushing"}},
		{Name: "pan", Kind: Moves, Camera: Camera{Pan: 1}, Sure: []string{"pan/pans/panning"}},
		{Name: "tilt", Kind: Moves, Camera: Camera{Tilt: 1}, Sure: []string{"tilt/tilts/tilting"}},
		{Name: "orbit", Kind: Moves, Camera: Camera{Orbit: 1}, Unsure: []string{"orbit/orbiting/orbits"}},
		{Name: "arc", Kind: Moves, Camera: Camera{Arc: 1}, Unsure: []string{"arc/arcs/arcing"}},
		{Name: "parallax", Kind: Moves, Camera: Camera{Slide: 1}, Unsure: []string{"parallax"}},
		{Name: "shake", Kind: Moves, Camera: Camera{Handheld: 1}, Sure: []string{"shake/shaking/wobble/sway"}},
	}
}

// idioms are phrases that have a word of the Vocabulary in them and mean nothing that Draft can do or leave out.
func idioms() []string {
	return []string{"motion blur", "camera motion blur", "slow/fast/stop motion", "motion graphics/capture", "never/not/doesn't/don't stop/stops/stopping/cut/cuts/cutting/leave/leaves/lose/loses", "not/never visible/seen/shown"}
}
