package plan

// A Plan is what Draft does with a prompt: how the camera moves and how the light is graded. Two plans that are the same but for their words make the same clip.
type Plan struct {
	Camera   Camera
	Then     Camera // what the camera does afterwards, of a plan of two moves; Drift and Handheld are of both
	TwoMoves bool   // Camera and Then are made one after the other, each for half of the clip
	Look     Look

	words []Word
}

// A Camera says how far the camera moves along each of its ways. 1 is the usual amount, [Gentle] and [Strong] are less and more, and the sign gives the direction. The zero Camera
// stands still. All ways are walked at the same time.
type Camera struct {
	Push      float64 // positive comes closer, negative starts close and pulls back
	Pan       float64 // positive looks to the right, negative to the left
	Tilt      float64 // positive looks up, negative down
	Orbit     float64 // positive goes round the subject to the right, negative to the left
	Arc       float64 // goes round the subject as Orbit does, on a bow that rises, and comes closer
	Slide     float64 // positive goes sideways to the right, so that what is near passes before what is far; negative to the left
	DollyZoom float64 // the subject keeps its size: positive lets what is far fall away behind it, negative has it come closer
	Drift     float64 // floats slowly along an arc
	Handheld  float64 // sways as in a hand
}

// InDepth reports whether the camera moves so that what is near and what is far part.
func (c Camera) InDepth() bool { return c.Orbit != 0 || c.Arc != 0 || c.Slide != 0 || c.DollyZoom != 0 }

// A Look says how strongly each grade is laid over the picture: 0 is not at all and 1 the usual amount.
type Look struct {
	Warm      float64 // golden hour
	Cold      float64 // blue hour
	Night     float64
	Noir      float64 // black and white with deep shadows
	Sepia     float64
	Vintage   float64 // faded film
	Cinematic float64 // cool shadows, warm lights
	Moody     float64 // darker, less colour
	Vivid     float64 // more colour
	Soft      float64 // lights bloom
	Vignette  float64 // darker corners
	Grain     float64
}

// The amounts that words such as "slow" and "dramatic" stand for; 1 lies between them.
const (
	Gentle = 0.6
	Strong = 1.6
)

// A Word is a part of the prompt that Draft understood: Prompt[Start:End], in bytes.
type Word struct {
	Start, End int
	Term       string   // the [Term]'s name; where something is denied, perhaps that of more than one: "zoom"
	Kind       TermKind // of the term
	Amount     float64  // 1, [Gentle] or [Strong]
	Denied     bool     // it is to be left out
	Next       bool     // it is of the second of two moves
}

// Words returns the parts of the prompt that had an effect on the plan, in the order of the prompt.
func (p Plan) Words() []Word { return p.words }

// Same reports whether p and q make the same clip.
func (p Plan) Same(q Plan) bool {
	return p.Camera == q.Camera && p.Then == q.Then && p.TwoMoves == q.TwoMoves && p.Look == q.Look
}

// Ways lists the camera's amounts, so that words can be applied to whichever they name.
func (c *Camera) Ways() []*float64 {
	return []*float64{&c.Push, &c.Pan, &c.Tilt, &c.Orbit, &c.Arc, &c.Slide, &c.DollyZoom, &c.Drift, &c.Handheld}
}

// grades lists the look's amounts.
func (l *Look) grades() []*float64 {
	return []*float64{
		&l.Warm, &l.Cold, &l.Night, &l.Noir, &l.Sepia, &l.Vintage, &l.Cinematic, &l.Moody, &l.Vivid, &l.Soft, &l.Vignette, &l.Grain,
	}
}

// amounts lists all of a plan's amounts, with those of its one camera or of its second.
func (p *Plan) amounts(c *Camera) []*float64 { return append(c.Ways(), p.Look.grades()...) }
