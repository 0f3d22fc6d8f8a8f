package plan

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestParse(t *testing.T) {
	gentlePush := Camera{Push: Gentle}
	for _, c := range []struct {
		prompt string
		camera Camera
		look   Look
		means  string // of the words, with " + " between them
	}{
		// The camera.
		{"", gentlePush, Look{}, ""},
		{"slow push in", gentlePush, Look{}, "slow push in"},
		{"Slow push-in on her face", gentlePush, Look{}, "slow push in"},
		{"zoom in", Camera{Push: 1}, Look{}, "push in"},
		{"the camera dollies slowly in", gentlePush, Look{}, "slow push in"},
		{"fast zoom out", Camera{Push: -Strong}, Look{}, "fast pull back"},
		{"The camera pulls back very quickly", Camera{Push: -Strong}, Look{}, "fast pull back"},
		{"slow push in, pan left", Camera{Push: Gentle, Pan: -1}, Look{}, "slow push in + pan left"},
		{"pan slowly to the right and tilt up", Camera{Pan: Gentle, Tilt: 1}, Look{}, "slow pan right + tilt up"},
		{"tilt down fast", Camera{Tilt: -Strong}, Look{}, "fast tilt down"},
		{"orbit", Camera{Orbit: 1}, Look{}, "orbit right"},
		{"orbits left around the cup", Camera{Orbit: -1}, Look{}, "orbit left"},
		{"gentle drift", Camera{Drift: Gentle}, Look{}, "slow drift"},
		{"handheld, pull back", Camera{Push: -1, Handheld: 1}, Look{}, "handheld + pull back"},
		{"static camera", Camera{}, Look{}, "static"},
		{"locked-off shot of a cat", Camera{}, Look{}, "static"},
		{"push in, no, zoom out", Camera{Push: -1}, Look{}, "pull back"},
		{"arc shot", Camera{Arc: 1}, Look{}, "arc right"},
		{"slow parallax slide to the left", Camera{Slide: -Gentle}, Look{}, "slow parallax slide left"},
		{"dolly zoom", Camera{DollyZoom: 1}, Look{}, "dolly zoom in"},
		{"subtle dolly zoom out", Camera{DollyZoom: -Gentle}, Look{}, "slow dolly zoom out"},
		{"no dolly zoom, pan left", Camera{Pan: -1}, Look{}, "no dolly zoom in + pan left"},
		{"she smiles, then turns; pan left", Camera{Pan: -1}, Look{}, "pan left"},
		{"pan left, then golden hour", Camera{Pan: -1}, Look{Warm: 1}, "pan left + golden hour"},
		{"handheld, she smiles, then turns, slow push in", Camera{Push: Gentle, Handheld: 1}, Look{}, "handheld + slow push in"},
		{"push in on the man next to the window, pan left", Camera{Push: 1, Pan: -1}, Look{}, "push in + pan left"},
		{"static shot. slow push in", gentlePush, Look{}, "slow push in"},
		{"camera pans from right to left", Camera{Pan: -1}, Look{}, "pan left"},
		{"slow pan from the right to the left", Camera{Pan: -Gentle}, Look{}, "slow pan left"},
		{"pan from left to right", Camera{Pan: 1}, Look{}, "pan right"},
		{"the camera moves slowly from left to right", Camera{Pan: Gentle}, Look{}, "slow pan right"},
		{"pan left to right", Camera{Pan: 1}, Look{}, "pan right"},

		// The light.
		{"golden hour", gentlePush, Look{Warm: 1}, "golden hour"},
		{"at night, moonlight", gentlePush, Look{Night: 1}, "night"},
		{"film noir", gentlePush, Look{Noir: 1}, "noir"},
		{"black and white", gentlePush, Look{Noir: 1}, "noir"},
		{"strong vignette, subtle film grain", gentlePush, Look{Vignette: Strong, Grain: Gentle}, "strong vignette + gentle grain"},
		{"vintage film look, sepia", gentlePush, Look{Vintage: 1, Sepia: 1}, "vintage + sepia"},
		{"soft window light, moody", gentlePush, Look{Soft: 1, Moody: 1}, "soft light + moody"},
		{
			"An astronaut smiles and slowly turns to the window, slow push in, warm cinematic light, gentle film grain.",
			gentlePush,
			Look{Warm: 1, Cinematic: 1, Grain: Gentle},
			"slow push in + golden hour + cinematic + gentle grain",
		},

		// What is denied.
		{"no zoom", Camera{Drift: Gentle}, Look{}, "no zoom"},
		{"no zoom in, pan left", Camera{Pan: -1}, Look{}, "no push in + pan left"},
		{"no camera movement", Camera{}, Look{}, "no camera movement"},
		{"the camera doesn't move", Camera{}, Look{}, "static"},
		{"don't move the camera", Camera{}, Look{}, "no camera movement"},
		{"don't move the camera left", gentlePush, Look{}, "no pan left"},
		{"the camera remains perfectly still", Camera{}, Look{}, "static"},
		{"the camera never moves", Camera{}, Look{}, "static"},
		{"a cat sleeps, the camera does not tremble", Camera{}, Look{}, "no camera movement"},
		{"pan left. The camera does not follow her", Camera{Pan: -1}, Look{}, "pan left"},
		{"the camera never stops", gentlePush, Look{}, ""},
		{"the camera is not visible", gentlePush, Look{}, ""},
		{"the camera never leaves her face", gentlePush, Look{}, ""},
		{"the camera glides past the trees without a cut", gentlePush, Look{}, ""},
		{"a woman, not looking at the camera", gentlePush, Look{}, ""},
		{"she never looks at the camera", gentlePush, Look{}, ""},
		{"push in, vintage look without grain", Camera{Push: 1}, Look{Vintage: 1}, "push in + vintage + no grain"},
		{"no zoom or pan, handheld", Camera{Handheld: 1}, Look{}, "no zoom + no pan + handheld"},
		{"don't pan left; zoom out", Camera{Push: -1}, Look{}, "no pan left + pull back"},
		{"no pan left, no pan right", gentlePush, Look{}, "no pan left + no pan right"},
		{"no zoom, pan or tilt", Camera{Drift: Gentle}, Look{}, "no zoom + no pan + no tilt"},
		{"no zoom, pan, or tilt", Camera{Drift: Gentle}, Look{}, "no zoom + no pan + no tilt"},
		{"no zoom/pan", Camera{Drift: Gentle}, Look{}, "no zoom + no pan"},
		{"no camera shake, zoom or pan, golden hour", Camera{Drift: Gentle}, Look{Warm: 1}, "no handheld + no zoom + no pan + golden hour"},
		{"no zoom and pan", Camera{Drift: Gentle}, Look{}, "no zoom + no pan"},
		{"neither pan nor tilt", gentlePush, Look{}, "no pan + no tilt"},
		{"no film grain, vignette or warm light", gentlePush, Look{}, "no grain + no vignette + no golden hour"},
		{"push in, no pan left, pan right, or tilt up", Camera{Push: 1}, Look{}, "push in + no pan left + no pan right + no tilt up"},
		{"no zoom, pan left", Camera{Pan: -1}, Look{}, "no zoom + pan left"},
		{"no zoom and pan left", Camera{Pan: -1}, Look{}, "no zoom + pan left"},
		{"no zoom / pan left", Camera{Pan: -1}, Look{}, "no zoom + pan left"},
		{"no zoom. And pan", Camera{Pan: 1}, Look{}, "no zoom + pan right"},
		{"no zoom, slow pan", Camera{Pan: Gentle}, Look{}, "no zoom + slow pan right"},
		{"no zoom. Pan or tilt", Camera{Pan: 1, Tilt: 1}, Look{}, "no zoom + pan right + tilt up"},
		{"no zoom, orbit", Camera{Orbit: 1}, Look{}, "no zoom + orbit right"}, // as the chip writes it
		{"no zoom, golden hour or sunset", Camera{Drift: Gentle}, Look{Warm: 1}, "no zoom + golden hour"},
		{"slow push in, no motion blur", gentlePush, Look{}, "slow push in"},
		{"pan left, no slow motion", Camera{Pan: -1}, Look{}, "pan left"},
		{"push in, no motion blur, zoom or pan", Camera{}, Look{}, "no zoom + no pan"},
		{"push in, no slow camera motion", Camera{Push: 1}, Look{}, "push in"},
		{"Slow push in, no fast camera movement", gentlePush, Look{}, "slow push in"},
		{"slow zoom in, no fast zoom", gentlePush, Look{}, "slow push in"},
		{"slow pan left, no quick zoom or pan", Camera{Pan: -Gentle}, Look{}, "slow pan left + no zoom"},
		{"subtle film grain, no heavy grain", gentlePush, Look{Grain: Gentle}, "gentle grain"},
		{"no fast camera movement", Camera{}, Look{}, "no camera movement"},
		{"push in, no camera movement", Camera{}, Look{}, "no camera movement"},
		{"no heavy film grain", gentlePush, Look{}, "no grain"},
		{"static shot with no camera movement and warm light", Camera{}, Look{Warm: 1}, "static + no camera movement + golden hour"},
		{"static shot with no camera movement and cinematic lighting", Camera{}, Look{Cinematic: 1}, "static + no camera movement + cinematic"},
		{"no camera and warm light", gentlePush, Look{Warm: 1}, "golden hour"},

		// What only sounds like it.
		{"She looks at the camera and turns left", gentlePush, Look{}, ""},
		{"She turns to the camera and moves back", gentlePush, Look{}, ""},
		{"she looks at the camera then turns left", gentlePush, Look{}, ""},
		{"elle regarde la caméra et tourne à gauche", gentlePush, Look{}, ""},
		{"zoom in, she gets up, then back to her seat", Camera{Push: 1}, Look{}, "push in"},
		{"zoom in, then out of the fog comes a ship", Camera{Push: 1}, Look{}, "push in"},
		{"zoom out, then in the distance a ship comes", Camera{Push: -1}, Look{}, "pull back"},
		{"people moving left, then right", gentlePush, Look{}, ""},
		{"She looks up and smiles", gentlePush, Look{}, ""},
		{"a warm smile, she tilts her head up", gentlePush, Look{}, ""},
		{"an astronaut in orbit waves with a frying pan", gentlePush, Look{}, ""},
		{"he stands still while leaves drift by", gentlePush, Look{}, ""},
		{"a woman in a vintage dress pulls back the curtain", gentlePush, Look{}, ""},
		{"the dark cat sits in a field of grain", gentlePush, Look{}, ""},
		{"ein Astronaut lächelt 🚀 مرحبا", gentlePush, Look{}, ""},
	} {
		t.Run(c.prompt, func(t *testing.T) {
			p := Parse(c.prompt)
			if diff := cmp.Diff(Plan{Camera: c.camera, Look: c.look}, p, cmpopts.IgnoreUnexported(Plan{})); diff != "" {
				t.Errorf("plan (-want +got):\n%s", diff)
			}
			var means []string
			for _, w := range p.Words() {
				means = append(means, meaning(w))
			}
			if got := strings.Join(means, " + "); got != c.means {
				t.Errorf("words are %q, want %q", got, c.means)
			}
		})
	}
}

func TestTwoMovesAreJoined(t *testing.T) {
	for _, c := range []struct {
		prompt      string
		first, then Camera
		next        string // the words of the second move, with " + " between them
	}{
		{"push in, then pan left", Camera{Push: 1}, Camera{Pan: -1}, "pan left"},
		{"Slow push in on the cup, then pan left and tilt up fast, golden hour", Camera{Push: Gentle}, Camera{Pan: -1, Tilt: Strong}, "pan left + fast tilt up"},
		{"push in, then zoom out", Camera{Push: 1}, Camera{Push: -1}, "pull back"},
		{"pan left followed by a tilt up, then pull back", Camera{Pan: -1}, Camera{Tilt: 1, Push: -1}, "tilt up + pull back"},
		{"static camera, then push in", Camera{}, Camera{Push: 1}, "push in"},
		{"push in, then the camera holds", Camera{Push: 1}, Camera{}, "static"},
		{"push in, then pan left, no zoom", Camera{}, Camera{Pan: -1}, "pan left"},
		{"The camera pushes in. The camera then pulls back", Camera{Push: 1}, Camera{Push: -1}, "pull back"},
		{"The camera pushes in, then slowly pulls back from her face", Camera{Push: 1}, Camera{Push: -Gentle}, "slow pull back"},
		{"the camera pans left, then holds on her face", Camera{Pan: -1}, Camera{}, "static"},
		{"zoom in, then out", Camera{Push: 1}, Camera{Push: -1}, "pull back"},
		{"zoom out, then in on her face", Camera{Push: -1}, Camera{Push: 1}, "push in"},
		{"push in, then back", Camera{Push: 1}, Camera{Push: -1}, "pull back"},
		{"pan left then right", Camera{Pan: -1}, Camera{Pan: 1}, "pan right"},
		{"pan left slowly, then fast back to the right, golden hour", Camera{Pan: -Gentle}, Camera{Pan: Strong}, "fast pan right"},
		{"track left, then right", Camera{Pan: -1}, Camera{Pan: 1}, "pan right"},
		{"push in, after that pan left", Camera{Push: 1}, Camera{Pan: -1}, "pan left"},
		{"push in. After that, pan left", Camera{Push: 1}, Camera{Pan: -1}, "pan left"},
		{"push in, next pan left", Camera{Push: 1}, Camera{Pan: -1}, "pan left"},
		{"die Kamera fährt heran, dann zurück", Camera{Push: 1}, Camera{Push: -1}, "pull back"},
		{"la caméra recule puis avance", Camera{Push: -1}, Camera{Push: 1}, "push in"},
		{"erst langsam heranzoomen, dann Schwenk nach links", Camera{Push: Gentle}, Camera{Pan: -1}, "pan left"},
		{"ゆっくりズームイン、それから左にパン", Camera{Push: Gentle}, Camera{Pan: -1}, "pan left"},
		{"缓慢推近，然后向左摇", Camera{Push: Gentle}, Camera{Pan: -1}, "pan left"},
	} {
		p := Parse(c.prompt)
		if !p.TwoMoves || p.Camera != c.first || p.Then != c.then {
			t.Errorf("%q: %+v, then %+v, joined: %v", c.prompt, p.Camera, p.Then, p.TwoMoves)
		}
		var next []string
		for _, w := range p.Words() {
			if w.Next {
				next = append(next, meaning(w))
			}
		}
		if got := strings.Join(next, " + "); got != c.next {
			t.Errorf("%q: of the second move are %q, want %q", c.prompt, got, c.next)
		}
	}
}

// meaning says what a word asks for.
func meaning(w Word) string {
	level := map[float64]string{Gentle: "slow ", Strong: "fast "}[w.Amount]
	if w.Kind.Grades() {
		level = map[float64]string{Gentle: "gentle ", Strong: "strong "}[w.Amount]
	}
	switch {
	case w.Denied:
		return "no " + w.Term
	case w.Kind == Holds:
		return w.Term
	}
	return level + w.Term
}

func TestWordsAreCutFromThePromptWithTheirPace(t *testing.T) {
	const prompt = "Ÿes — SLOW Push-in, and then “no grain” … pan LEFT very slowly!"
	var got []string
	for _, w := range Parse(prompt).Words() {
		got = append(got, prompt[w.Start:w.End])
	}
	if diff := cmp.Diff([]string{"SLOW Push-in", "no grain", "pan LEFT very slowly"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEveryTermAnswersToItsNameAndItsPhrases(t *testing.T) {
	for _, term := range Vocabulary() {
		for _, row := range append([]string{term.Name}, term.Sure...) {
			for _, prompt := range expand(row) {
				p := Parse(prompt)
				if term.Kind == Holds {
					if p.Camera != (Camera{}) {
						t.Errorf("%q moves the camera: %+v", prompt, p.Camera)
					}
					continue
				}
				want := Plan{Camera: term.Camera, Look: term.Look}
				if term.Kind.Grades() {
					want.Camera = Camera{Push: Gentle}
				}
				if !p.Same(want) {
					t.Errorf("%q for %s gives %+v %+v", prompt, term.Name, p.Camera, p.Look)
				}
			}
		}
	}
}

// expand writes out the alternatives of a phrase.
func expand(row string) []string {
	all := []string{""}
	for _, word := range strings.Fields(row) {
		var longer []string
		for _, begin := range all {
			for _, w := range strings.Split(word, "/") {
				longer = append(longer, strings.TrimSpace(begin+" "+w))
			}
		}
		all = longer
	}
	return all
}

func FuzzParse(f *testing.F) {
	f.Add("slow push in, pan left, no zoom or grain")
	f.Add("pan soft 없이, ビネットやグレインなし、ズームとパンなし")
	f.Add("the camera pans left, then slowly back to the right; no zoom/tilt, grain or vignette")
	f.Add("\xff\xfe no \u202e pan’s left")
	f.Fuzz(func(t *testing.T, prompt string) {
		end := 0
		for _, w := range Parse(prompt).Words() {
			if w.Start < 0 || w.End <= w.Start || w.End > len(prompt) {
				t.Fatalf("word %+v lies outside a prompt of %d bytes", w, len(prompt))
			}
			if w.Start < end {
				t.Fatalf("word %+v begins before %d, where the one before it ends", w, end)
			}
			end = w.End
		}
	})
}
