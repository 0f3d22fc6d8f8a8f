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

		// From one side to the other.
		{"Schwenk von links nach rechts", Camera{Pan: 1}, Look{}},
		{"Die Kamera gleitet langsam von rechts nach links", Camera{Pan: -Gentle}, Look{}},
		{"panoramique de gauche à droite", Camera{Pan: 1}, Look{}},
		{"paneo lento de derecha a izquierda", Camera{Pan: -Gentle}, Look{}},
		{"panorâmica da esquerda para a direita", Camera{Pan: 1}, Look{}},
		{"panoramica da destra a sinistra", Camera{Pan: -1}, Look{}},
		{"左から右へパン", Camera{Pan: 1}, Look{}},
		{"镜头从右向左摇", Camera{Pan: -1}, Look{}},
		{"镜头缓慢地从左到右平移", Camera{Pan: Gentle}, Look{}},
		{"왼쪽에서 오른쪽으로 패닝", Camera{Pan: 1}, Look{}},
		{"تتحرك الكاميرا من اليسار إلى اليمين", Camera{Pan: 1}, Look{}},

		// Verbs that need a word beside them, or are written to the end of one.
		{"Die Kamera bewegt sich langsam nach links", Camera{Pan: -Gentle}, Look{}},
		{"Die Kamera neigt sich nach oben", Camera{Tilt: 1}, Look{}},
		{"Die Kamera senkt sich langsam", Camera{Tilt: -Gentle}, Look{}},
		{"Die Kamera dreht sich nach links", Camera{Orbit: -1}, Look{}},
		{"Die Kamera dreht sich nach rechts", Camera{Orbit: 1}, Look{}},
		{"Die Kamera fährt rückwärts", Camera{Push: -1}, Look{}},
		{"Die Kamera bewegt sich nach hinten", Camera{Push: -1}, Look{}},
		{"Die Kamera nähert sich langsam", gentlePush, Look{}},
		{"Die Kamera bewegt sich auf dem Weg", gentlePush, Look{}},
		{"Ein Mann vor der Kamera bewegt sich nach links", gentlePush, Look{}},
		{"la caméra se déplace vers la gauche", Camera{Pan: -1}, Look{}},
		{"천천히 줌아웃한다", Camera{Push: -Gentle}, Look{}},
		{"줌아웃하며 노을", Camera{Push: -1}, Look{Warm: 1}},
		{"왼쪽으로 패닝합니다", Camera{Pan: -1}, Look{}},
		{"카메라가 오른쪽으로 이동합니다", Camera{Pan: 1}, Look{}},
		{"남자가 오른쪽으로 이동합니다", gentlePush, Look{}},
		{"줌인을 천천히", gentlePush, Look{}},
		{"흑백으로, 줌아웃해 주세요", Camera{Push: -1}, Look{Noir: 1}},
		{"줌인하지마", Camera{Drift: Gentle}, Look{}},
		{"줌인은 하지 않고 노을이 진다", Camera{Drift: Gentle}, Look{Warm: 1}},

		// What is denied, before it or behind it.
		{"ズームインは不要です", Camera{Drift: Gentle}, Look{}},
		{"手ブレは不要です", gentlePush, Look{}},
		{"ビネットは不要です", gentlePush, Look{}},
		{"ビネットは不要でズームイン", Camera{Push: 1}, Look{}},
		{"ビネットは必要ありません", gentlePush, Look{}},
		{"グレインはいらない", gentlePush, Look{}},
		{"パン禁止 ビネット", gentlePush, Look{Vignette: 1}},
		{"镜头不推近", Camera{Drift: Gentle}, Look{}},
		{"别推近", Camera{Drift: Gentle}, Look{}},
		{"请勿推近", Camera{Drift: Gentle}, Look{}},
		{"禁止推近", Camera{Drift: Gentle}, Look{}},
		{"不用推近，无需暗角", Camera{Drift: Gentle}, Look{}},
		{"镜头不环绕", gentlePush, Look{}},
		{"特别缓慢推近", gentlePush, Look{}},
		{"镜头不断推近", Camera{Push: 1}, Look{}},
		{"特别柔光，别致的电影感，分别推近", Camera{Push: 1}, Look{Soft: 1, Cinematic: 1}},
		{"不锈钢杯子，推近", Camera{Push: 1}, Look{}},
		{"不気味な夜景", gentlePush, Look{Night: 1}},
		{"不用三脚架", gentlePush, Look{}},
		{"告别镜头推近", Camera{Push: 1}, Look{}},
		{"câmera no tripé", Camera{}, Look{}},
		{"vídeo no estilo retrô", gentlePush, Look{Vintage: 1}},
		{"no estilo retro", gentlePush, Look{Vintage: 1}},
		{"sem tripé", gentlePush, Look{}},
		{"cabelo no movimento do vento", gentlePush, Look{}},
		{"langsam heranzoomen, keine schnelle Kamerabewegung", gentlePush, Look{}},
		{"缓慢推近，不要快速运镜", gentlePush, Look{}},
		{"천천히 줌인, 빠른 카메라 움직임 없이", gentlePush, Look{}},
		{"zoom avant lent, sans mouvements brusques", gentlePush, Look{}},
		{"sans mouvements brusques", gentlePush, Look{}},
		{"sans mouvement de caméra brusque", gentlePush, Look{}},
		{"senza movimenti di camera bruschi", gentlePush, Look{}},
		{"zoom avant lent, sans mouvement des personnages", gentlePush, Look{}},
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

func TestACameraThatIsToKeepStillDoesNotPushIn(t *testing.T) {
	for language, c := range map[string]struct{ still, unzoomed []string }{
		"English": {
			[]string{"keep the camera still", "the camera stays completely still", "don't move the camera", "the camera isn't moving", "no camera movements", "the camera must not wander"},
			[]string{"no zoom", "don't zoom"},
		},
		"German": {
			[]string{
				"halte die Kamera ruhig", "die Kamera bewegt sich nicht", "keine Bewegung", "ohne die Kamera zu bewegen", "bitte die Kamera nicht bewegen", "bewege die Kamera nicht",
				"die Kamera folgt ihr nicht",
			},
			[]string{"nicht zoomen", "ohne Zoomen", "die Kamera zoomt nicht", "die Kamera fährt nicht heran", "die Kamera schwenkt und zoomt nicht"},
		},
		"French": {
			[]string{"caméra statique", "la caméra reste immobile", "sans mouvements de caméra", "la caméra ne bouge pas", "ne pas bouger la caméra", "aucun mouvement", "la caméra ne tremble pas"},
			[]string{"ne pas zoomer", "sans faire de zoom", "la caméra ne zoome pas"},
		},
		"Spanish": {
			[]string{"mantén la cámara quieta", "sin movimientos de cámara", "sin movimiento", "la cámara no se mueve", "no mover la cámara", "la cámara no tiembla"},
			[]string{"sin hacer zoom", "la cámara no hace zoom", "la cámara no se acerca", "la cámara no zoomea"},
		},
		"Portuguese": {
			[]string{"mantenha a câmera parada", "sem movimentos de câmera", "sem movimento", "a câmera não se move", "não mexer a câmera", "a câmera não treme"},
			[]string{"sem fazer zoom", "a câmera não se aproxima", "a câmera não dá zoom"},
		},
		"Italian": {
			[]string{"tieni la camera ferma", "senza movimenti di camera", "senza movimento", "la camera non si muove", "non muovere la camera", "la camera non trema"},
			[]string{"nessuno zoom", "nessuno zoom della camera", "senza zoomare", "la camera non si avvicina", "la camera non zooma"},
		},
		"Japanese": {
			[]string{"カメラは固定", "カメラを固定してください", "カメラを動かさないで", "カメラは動かない", "カメラの動きなし", "動きのない映像", "カメラは追わない"},
			[]string{"ズームしないで", "カメラはズームしない"},
		},
		"Chinese": {
			[]string{"镜头静止", "保持镜头静止", "镜头保持不动", "不要移动镜头", "镜头不移动", "没有运镜", "镜头不跟随"},
			[]string{"不要变焦", "别缩放", "镜头不变焦"},
		},
		"Korean": {
			[]string{"카메라를 고정해 주세요", "카메라는 움직이지 않는다", "카메라를 움직이지 마세요", "카메라 움직임이 없는 영상", "움직임 없이", "카메라는 따라가지 않는다"},
			[]string{"줌인하지 않고", "줌 없이", "줌을 하지 않고", "줌하지 않고", "카메라는 줌하지 않는다"},
		},
		"Arabic": {
			[]string{"الكاميرا ثابتة", "الكاميرا لا تتحرك", "لا تتحرك الكاميرا", "لا تحرك الكاميرا", "بدون حركة", "الكاميرا لا تهتز"},
			[]string{"بدون زوم", "الكاميرا لا تقترب"},
		},
	} {
		for _, prompt := range c.still {
			if p := Parse(prompt); p.Camera != (Camera{}) || len(p.Words()) == 0 {
				t.Errorf("%s: %q moves the camera, %+v, or says nothing of it: %v", language, prompt, p.Camera, p.Words())
			}
		}
		for _, prompt := range c.unzoomed {
			if p := Parse(prompt); p.Camera != (Camera{Drift: Gentle}) {
				t.Errorf("%s: %q gives %+v", language, prompt, p.Camera)
			}
		}
	}
	for _, prompt := range []string{
		"die Kamera hält nicht an", "la caméra ne s'arrête pas", "la cámara no se detiene", "a câmera não para", "la camera non si ferma", "カメラは止まらない", "镜头不停靠近她", "카메라는 멈추지 않는다",
		"الكاميرا لا تتوقف", "eine Frau schaut nicht in die Kamera", "una mujer que no mira a la cámara", "彼女はカメラを見ない", "她不看镜头",
	} {
		if p := Parse(prompt); p.Camera != (Camera{Push: Gentle}) || len(p.Words()) > 0 {
			t.Errorf("%q gives %+v: %v", prompt, p.Camera, p.Words())
		}
	}
}

func TestACameraThatIsNotToBeSuddenMovesAsItWould(t *testing.T) {
	for _, prompt := range []string{
		"no sudden movements", "without abrupt camera movement", "no sudden camera zoom", "no sudden pans", "the camera makes no sudden movements", "no jerky zoom, pan or tilt", "no sudden zoom or tilt",
		"keine plötzlichen Bewegungen", "ohne ruckartige Kamerabewegungen", "keine abrupten Schwenks",
		"sans mouvements brusques", "sans mouvement de caméra saccadé", "pas de zoom brusque",
		"sin movimientos bruscos", "sin movimientos de cámara repentinos", "sem movimentos bruscos", "sem movimentos de câmera súbitos", "senza movimenti bruschi", "senza movimenti di camera improvvisi",
		"急な動きなし", "急なズームなし", "没有突然的镜头运动", "不要突然移动镜头", "갑작스러운 움직임 없이", "급격한 줌 없이", "بدون حركة مفاجئة", "بدون حركة كاميرا مفاجئة",
	} {
		if p := Parse(prompt); !p.Same(Parse("")) {
			t.Errorf("%q: %+v, want what a prompt without a wish gets", prompt, p.Camera)
		}
		if p := Parse("zoom in. " + prompt); !p.Same(Parse("zoom in")) {
			t.Errorf("%q after a wish: %+v, want the wish", prompt, p.Camera)
		}
	}
	if p := Parse("a sudden zoom out"); p.Camera.Push >= 0 {
		t.Errorf("a sudden move that is wished for: %+v", p.Camera)
	}
}

func TestADeniedMoveHoldsNoOther(t *testing.T) {
	for prompt, want := range map[string]string{
		"die Kamera schwenkt nicht": "pan", "die Kamera neigt sich nicht": "tilt", "la caméra ne recule pas": "pull back", "la cámara no retrocede": "pull back", "a câmera não sobe": "tilt up",
		"la camera non scende": "tilt down", "カメラはパンしない": "pan", "الكاميرا لا ترتفع": "tilt up",
	} {
		p := Parse(prompt)
		if words := p.Words(); !p.Same(Parse("")) || len(words) != 1 || words[0].Term != want || !words[0].Denied {
			t.Errorf("%q: %+v %+v, want only %s denied", prompt, p.Camera, words, want)
		}
	}
}
