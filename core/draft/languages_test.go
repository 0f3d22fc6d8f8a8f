package draft

import (
	"slices"
	"testing"
)

func TestEveryTermAnswersToItsPhrasesInEveryLanguage(t *testing.T) {
	abroad := inLanguages()
	for _, term := range Vocabulary() {
		if len(abroad[term.Name]) == 0 {
			t.Errorf("%s has no phrases but English ones", term.Name)
		}
		for _, row := range abroad[term.Name] {
			for _, prompt := range expand(row) {
				want := Plan{Camera: term.Camera, Look: term.Look}
				if term.Kind.Grades() {
					want.Camera = Camera{Push: Gentle}
				}
				if p := ParsePlan(prompt); !p.Same(want) {
					t.Errorf("%q for %s gives %+v %+v", prompt, term.Name, p.Camera, p.Look)
				}
			}
		}
		delete(abroad, term.Name)
	}
	for name := range abroad {
		t.Errorf("no term is called %q", name)
	}
	for name := range familiesAbroad() {
		if !slices.ContainsFunc(families(), func(f Term) bool { return f.Name == name }) {
			t.Errorf("no family is called %q", name)
		}
	}
}

func TestParsePlanInLanguages(t *testing.T) {
	gentlePush := Camera{Push: Gentle}
	for _, c := range []struct {
		prompt string
		camera Camera
		look   Look
	}{
		{"Kamera schwenkt langsam nach links, goldene Stunde", Camera{Pan: -Gentle}, Look{Warm: 1}},
		{"langsam heranzoomen, kein Filmkorn", gentlePush, Look{}},
		{"keine Kamerabewegung, Mondlicht", Camera{}, Look{Night: 1}},
		{"zoom avant lent, lumière dorée", gentlePush, Look{Warm: 1}},
		{"panoramique vers la gauche, noir et blanc", Camera{Pan: -1}, Look{Noir: 1}},
		{"la cámara se acerca lentamente, atardecer", gentlePush, Look{Warm: 1}},
		{"paneo rápido hacia la derecha", Camera{Pan: Strong}, Look{}},
		{"a câmera se afasta devagar, sem granulação", Camera{Push: -Gentle}, Look{}},
		{"panoramica verso destra, stile retrò", Camera{Pan: 1}, Look{Vintage: 1}},
		{"ゆっくりズームイン、夕焼けの光", gentlePush, Look{Warm: 1}},
		{"カメラが左に移動、モノクロ", Camera{Pan: -1}, Look{Noir: 1}},
		{"镜头缓慢推近，电影感", gentlePush, Look{Cinematic: 1}},
		{"快速向右摇，不要暗角", Camera{Pan: Strong}, Look{}},
		{"천천히 줌인, 노을", gentlePush, Look{Warm: 1}},
		{"왼쪽으로 빠르게 패닝", Camera{Pan: -Strong}, Look{}},
		{"تقترب الكاميرا ببطء، الساعة الذهبية", gentlePush, Look{Warm: 1}},
		{"كاميرا ثابتة", Camera{}, Look{}},

		// What people do is not what the camera does.
		{"Eine Frau lächelt und dreht sich langsam zum Fenster", gentlePush, Look{}},
		{"une femme marche doucement vers la gauche dans la forêt", gentlePush, Look{}},
		{"una mujer sonríe y camina hacia la derecha", gentlePush, Look{}},
		{"um homem anda para a esquerda e sorri", gentlePush, Look{}},
		{"una donna cammina piano verso la finestra", gentlePush, Look{}},
		{"彼女は微笑んで、ゆっくり窓の外を見る", gentlePush, Look{}},
		{"她微笑着慢慢走向窗户", gentlePush, Look{}},
		{"여자가 웃으며 천천히 창문을 본다", gentlePush, Look{}},
		{"امرأة تبتسم وتنظر إلى النافذة ببطء", gentlePush, Look{}},
		{"a sin in the die, he los angeles", gentlePush, Look{}},
	} {
		if p := ParsePlan(c.prompt); p.Camera != c.camera || p.Look != c.look {
			t.Errorf("%q: %+v %+v, want %+v %+v", c.prompt, p.Camera, p.Look, c.camera, c.look)
		}
	}
}
