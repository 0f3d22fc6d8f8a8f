package plan

import "testing"

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		Parse("An astronaut smiles and slowly turns to the window, slow push in, warm cinematic light, gentle film grain.")
	}
}
