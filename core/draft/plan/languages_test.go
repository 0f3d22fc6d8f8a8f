package plan

import (
	"maps"
	"slices"
	"testing"
)

func TestEveryTermAnswersToItsPhrasesInEveryLanguage(t *testing.T) {
	abroad, unsure := foreignPhrases(), foreignUnsure()
	for _, term := range Vocabulary() {
		if len(abroad[term.Name]) == 0 {
			t.Errorf("%s has no phrases but English ones", term.Name)
		}
		for _, row := range append(abroad[term.Name], unsure[term.Name]...) {
			for _, prompt := range expand(row) {
				want := Plan{Camera: term.Camera, Look: term.Look}
				if term.Kind.Grades() {
					want.Camera = Camera{Push: Gentle}
				}
				if p := Parse(prompt); !p.Same(want) {
					t.Errorf("%q for %s gives %+v %+v", prompt, term.Name, p.Camera, p.Look)
				}
			}
		}
		delete(abroad, term.Name)
		delete(unsure, term.Name)
	}
	maps.Copy(abroad, unsure)
	for name := range abroad {
		t.Errorf("no term is called %q", name)
	}
	for name := range foreignFamilies() {
		if !slices.ContainsFunc(families(), func(f Term) bool { return f.Name == name }) {
			t.Errorf("no family is called %q", name)
		}
	}
}

func TestParseInLanguages(t *testing.T) {
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

		// What is denied, before it or behind it.
		{"手ブレなし、左にパン", Camera{Pan: -1}, Look{}},
		{"ビネットやグレインなし", gentlePush, Look{}},
		{"ズームインしない", Camera{Drift: Gentle}, Look{}},
		{"ズームなし、パン禁止", Camera{Drift: Gentle}, Look{}},
		{"ズームとパンなし", Camera{Drift: Gentle}, Look{}},
		{"手ブレなし、パンとズームイン", Camera{Push: 1}, Look{}},
		{"줌인 하지 않고 노을", Camera{Drift: Gentle}, Look{Warm: 1}},
		{"ビネット不要", gentlePush, Look{}},
		{"推近不要暗角", Camera{Push: 1}, Look{}},
		{"비네팅 없이 줌인", Camera{Push: 1}, Look{}},
		{"비네팅 또는 그레인 없이, 노을", gentlePush, Look{Warm: 1}},
		{"카메라 움직임 없이", Camera{}, Look{}},
		{"흔들림 없는 영상", gentlePush, Look{}},
		{"ohne Filmkorn oder Vignettierung", gentlePush, Look{}},
		{"weder Zoom noch Schwenk", Camera{Drift: Gentle}, Look{}},
		{"sans grain ni vignettage", gentlePush, Look{}},
		{"sin grano de película ni viñeta", gentlePush, Look{}},
		{"sem granulação nem vinheta", gentlePush, Look{}},
		{"sem granulação ou vinheta, luar", gentlePush, Look{Night: 1}},
		{"senza vignettatura né grana della pellicola", gentlePush, Look{}},
		{"senza vignettatura o grana della pellicola", gentlePush, Look{}},
		{"不要暗角、颗粒感", gentlePush, Look{}},
		{"不要暗角和颗粒感，推近", Camera{Push: 1}, Look{}},
		{"ohne Zoom, Schwenk nach links", Camera{Pan: -1}, Look{}},
		{"uma mulher na praia no pôr do sol", gentlePush, Look{Warm: 1}},

		// Words of every day, where they are none of the camera and where they are.
		{"女子手持鲜花", gentlePush, Look{}},
		{"手持，推近", Camera{Push: 1, Handheld: 1}, Look{}},
		{"手持拍摄街道", Camera{Handheld: 1}, Look{}},
		{"女子被鲜花环绕", gentlePush, Look{}},
		{"孩子们绕着树跑", gentlePush, Look{}},
		{"缓慢环绕人物", Camera{Orbit: Gentle}, Look{}},
		{"火箭推进器点火", gentlePush, Look{}},
		{"镜头缓慢地向女子推进", Camera{Push: 1}, Look{}},
		{"女子看着镜头手持鲜花", gentlePush, Look{}},
		{"汽车在雨中漂移", gentlePush, Look{}},
		{"穿复古连衣裙的女子", gentlePush, Look{}},
		{"她向左移动", gentlePush, Look{}},
		{"猫がカメラに近づく", gentlePush, Look{}},
		{"カメラが彼女に近づく", Camera{Push: 1}, Look{}},
		{"彼は左に移動する", gentlePush, Look{}},
		{"남자가 왼쪽으로 움직인다", gentlePush, Look{}},
		{"카메라가 왼쪽으로 움직인다", Camera{Pan: -1}, Look{}},
		{"un astronaute en orbite", gentlePush, Look{}},
		{"orbite lente autour de la tasse", Camera{Orbit: Gentle}, Look{}},
		{"ein Bogen rechts neben der Tür", gentlePush, Look{}},

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
		if p := Parse(c.prompt); p.Camera != c.camera || p.Look != c.look {
			t.Errorf("%q: %+v %+v, want %+v %+v", c.prompt, p.Camera, p.Look, c.camera, c.look)
		}
	}
}
