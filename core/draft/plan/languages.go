package plan

// foreignPhrases are what [Term.Sure] is in the languages that the window speaks besides English, by the term's name. A phrase in Chinese or Japanese is one word, because no spaces
// stand between words there.
func foreignPhrases() map[string][]string {
	return map[string][]string{
		"push in": {
			"zoom/kamerafahrt heran/hinein/rein", "heranzoomen/ranzoomen/reinzoomen/hineinzoomen/heranfahrt/ranfahrt", "kamera fährt/zoomt/kommt/geht heran/näher/hinein/vor/vorwärts/vorn/vorne/ran", "kamera bewegt heran/näher/hinein/vorwärts/vorn/vorne", "kamera nähert",
			"zoom/travelling avant", "caméra avance/s'approche/zoome", "zoom/travelling adelante", "zoom de acercamiento", "acercamiento de cámara", "cámara avanza/acerca", "cámara se acerca",
			"zoom/travelling frente", "zoom de aproximação", "câmera avança/aproxima", "câmera se aproxima", "zoom/carrellata avanti", "zoom/carrellata in avanti", "camera avanza/avvicina", "camera si avvicina",
			"ズームイン/プッシュイン/ドリーイン/カメラが近づく/カメラが寄る", "推近/镜头推近/镜头推进/镜头拉近/推进镜头/拉近镜头/画面推进/画面拉近/推镜头/推镜", "줌인/푸시인/돌리인", "줌 인", "카메라가 다가간다/다가가며/다가감/가까이",
			"تقريب/اقتراب/زوم للداخل", "تقترب الكاميرا", "الكاميرا تقترب",
		},
		"pull back": {
			"zoom/kamerafahrt heraus/hinaus/raus/zurück", "herauszoomen/rauszoomen/hinauszoomen/wegzoomen/rückfahrt", "kamera fährt/zoomt/weicht/geht zurück/heraus/weg/raus/rückwärts/hinten", "kamera bewegt zurück/rückwärts/hinten", "kamera entfernt",
			"zoom/travelling arrière", "caméra recule/s'éloigne", "zoom/travelling atrás", "alejamiento de cámara", "cámara retrocede/aleja", "cámara se aleja",
			"zoom/travelling trás", "câmera recua/afasta", "câmera se afasta", "zoom/carrellata indietro", "zoom/carrellata all'indietro", "camera arretra/allontana", "camera si allontana",
			"ズームアウト/プルバック/ドリーアウト/カメラが引く/カメラが遠ざかる", "拉远/镜头拉远/拉镜头/镜头后退/镜头后拉", "줌아웃/풀백/돌리아웃", "줌 아웃", "카메라가 멀어진다/멀어지며/물러난다/뒤로",
			"تبعيد/ابتعاد/زوم للخارج", "تبتعد الكاميرا", "الكاميرا تبتعد",
		},
		"pan left": {
			"schwenk/schwenkt/schwenken/kameraschwenk links", "linksschwenk", "schwenk/schwenkt/schwenken/kameraschwenk von rechts links", "kamera fährt/geht/bewegt/gleitet links", "kamera fährt/geht/bewegt/gleitet von rechts links",
			"panoramique/travelling gauche", "panoramique/travelling droite gauche", "caméra glisse/va/tourne/pivote gauche", "caméra se déplace gauche", "caméra glisse/va/tourne/pivote droite gauche", "caméra se déplace droite gauche",
			"paneo/panorámica/barrido izquierda", "paneo/panorámica/barrido derecha izquierda", "cámara gira/mueve/desliza izquierda", "cámara gira/mueve/desliza derecha izquierda",
			"cámara se mueve/desliza izquierda", "cámara se mueve/desliza derecha izquierda", "panorâmica/pan esquerda", "panorâmica/pan direita esquerda", "câmera gira/move/desliza esquerda",
			"câmera gira/move/desliza direita esquerda", "câmera se move/desliza esquerda", "câmera se move/desliza direita esquerda",
			"panoramica/carrellata sinistra", "panoramica/carrellata destra sinistra", "camera si muove/sposta sinistra", "camera si muove/sposta destra sinistra", "camera ruota/scorre sinistra",
			"camera ruota/scorre destra sinistra",
			"左にパン/左へパン/左パン", "向左摇/向左平移/镜头左移/镜头左摇/镜头向左/向左摇移/镜头从右到左/镜头从右向左/从右到左摇/从右到左平移", "왼쪽으로 패닝/팬", "좌측 패닝/팬",
			"تتحرك الكاميرا يسارًا/يسارا/لليسار", "تتحرك الكاميرا من اليمين اليسار", "بان يسار", "بان من اليمين اليسار",
		},
		"pan right": {
			"schwenk/schwenkt/schwenken/kameraschwenk rechts", "rechtsschwenk", "schwenk/schwenkt/schwenken/kameraschwenk von links rechts", "kamera fährt/geht/bewegt/gleitet rechts", "kamera fährt/geht/bewegt/gleitet von links rechts",
			"panoramique/travelling droite", "panoramique/travelling gauche droite", "caméra glisse/va/tourne/pivote droite", "caméra se déplace droite", "caméra glisse/va/tourne/pivote gauche droite", "caméra se déplace gauche droite",
			"paneo/panorámica/barrido derecha", "paneo/panorámica/barrido izquierda derecha", "cámara gira/mueve/desliza derecha", "cámara gira/mueve/desliza izquierda derecha",
			"cámara se mueve/desliza derecha", "cámara se mueve/desliza izquierda derecha", "panorâmica/pan direita", "panorâmica/pan esquerda direita", "câmera gira/move/desliza direita",
			"câmera gira/move/desliza esquerda direita", "câmera se move/desliza direita", "câmera se move/desliza esquerda direita",
			"panoramica/carrellata destra", "panoramica/carrellata sinistra destra", "camera si muove/sposta destra", "camera si muove/sposta sinistra destra", "camera ruota/scorre destra",
			"camera ruota/scorre sinistra destra",
			"右にパン/右へパン/右パン", "向右摇/向右平移/镜头右移/镜头右摇/镜头向右/向右摇移/镜头从左到右/镜头从左向右/从左到右摇/从左到右平移", "오른쪽으로 패닝/팬", "우측 패닝/팬",
			"تتحرك الكاميرا يمينًا/يمينا/لليمين", "تتحرك الكاميرا من اليسار اليمين", "بان يمين", "بان من اليسار اليمين",
		},
		"tilt up": {
			"schwenk/schwenkt/schwenken/kameraschwenk oben", "kamera hebt/steigt/fährt/neigt oben", "kamera steigt/hebt", "panoramique haut", "caméra monte/s'élève", "paneo/panorámica/barrido arriba", "cámara sube/asciende", "inclinación arriba",
			"panorâmica/pan cima", "câmera sobe", "panoramica alto", "camera sale", "ティルトアップ/上にパン/上へパン/カメラが上がる", "向上摇/镜头上移/镜头上摇/镜头升起", "틸트업", "틸트 업", "위로 틸트/패닝",
			"ترتفع الكاميرا", "الكاميرا ترتفع",
		},
		"tilt down": {
			"schwenk/schwenkt/schwenken/kameraschwenk unten", "kamera senkt/sinkt/fährt/neigt unten", "kamera sinkt/senkt", "panoramique bas", "caméra descend", "paneo/panorámica/barrido abajo", "cámara baja/desciende", "inclinación abajo",
			"panorâmica/pan baixo", "câmera desce", "panoramica basso", "camera scende", "ティルトダウン/下にパン/下へパン/カメラが下がる", "向下摇/镜头下移/镜头下摇/镜头下降", "틸트다운", "틸트 다운", "아래로 틸트/패닝",
			"تنخفض الكاميرا", "الكاميرا تنخفض",
		},
		"orbit left": {
			"kamera kreist/umkreist/dreht links", "orbite gauche", "órbita izquierda", "órbita esquerda", "orbita sinistra", "カメラが左に回り込む/カメラが左へ回り込む", "向左环绕/左环绕/逆时针环绕",
			"تدور الكاميرا يسارًا/يسارا/لليسار",
		},
		"orbit right": {
			"kamera kreist/umkreist/umrundet", "kamera kreist/umkreist/dreht rechts", "kamerafahrt um", "umkreisung", "caméra tourne autour", "orbite", "órbita", "cámara orbita/rodea", "câmera orbita/contorna", "orbita", "camera orbita/ruota", "camera ruota attorno/intorno",
			"オービット/カメラが回り込む/被写体の周りを回る", "向右环绕/右环绕/顺时针环绕/镜头环绕/环绕镜头/环绕拍摄/环绕运镜/镜头绕着", "오빗", "카메라가 주위를 돈다/돌며", "تدور الكاميرا", "الكاميرا تدور",
		},
		"arc left": {"bogenfahrt links", "bogen nach links", "arc vers gauche", "arco hacia izquierda", "arco para esquerda", "arco verso sinistra", "左アーク", "向左弧形移动/左弧线/向左弧线", "왼쪽 아크", "왼쪽으로 아크", "قوس لليسار/يسارًا/يسار"},
		"arc right": {
			"bogenfahrt", "bogenfahrt rechts", "bogen nach rechts", "arc caméra", "arc vers droite", "arco de cámara", "arco hacia derecha", "arco de câmera", "arco para direita", "arco camera", "arco verso destra",
			"アークショット/右アーク", "弧形运镜/弧线运镜/向右弧形移动/右弧线/向右弧线", "아크 샷", "아크샷", "오른쪽 아크", "오른쪽으로 아크", "قوس لليمين/يمينًا/يمين", "حركة قوسية",
		},
		"parallax slide left": {
			"parallaxe/parallaxfahrt links", "parallaxe gauche", "paralaje izquierda", "paralaxe esquerda", "parallasse sinistra", "左へ視差スライド/視差スライド左", "视差左移/向左视差滑动", "왼쪽 시차/패럴랙스", "انزلاق المنظر لليسار/يسارًا",
		},
		"parallax slide right": {
			"parallaxe/parallaxfahrt", "parallaxe/parallaxfahrt rechts", "parallaxe droite", "effet parallaxe", "paralaje", "paralaje derecha", "paralaxe", "paralaxe direita", "parallasse", "parallasse destra",
			"視差スライド/右へ視差スライド/パララックス", "视差/视差滑动/视差右移/向右视差滑动", "시차 슬라이드", "오른쪽 시차/패럴랙스", "패럴랙스", "انزلاق المنظر", "انزلاق المنظر لليمين/يمينًا", "اختلاف المنظر",
		},
		"dolly zoom in": {
			"dollyzoom", "vertigo effekt", "travelling compensé", "effet vertigo", "efecto vértigo", "dolly zoom", "efeito vertigo", "no efeito vertigo", "effetto vertigo", "ドリーズーム/めまいショット", "滑动变焦/希区柯克变焦/眩晕镜头", "돌리줌", "돌리 줌", "دوللي زوم", "تأثير الدوار",
		},
		"dolly zoom out": {
			"dollyzoom zurück", "travelling compensé arrière", "dolly zoom atrás", "dolly zoom trás", "dolly zoom indietro", "逆ドリーズーム/ドリーズームアウト", "反向滑动变焦/反向希区柯克变焦", "돌리줌 아웃", "돌리 줌 아웃", "دوللي زوم للخارج",
		},
		"drift": {
			"kamera schwebt/driftet/treibt", "schwebende kamera", "caméra flotte/dérive", "caméra flottante", "cámara flota", "cámara flotante", "câmera flutua", "câmera flutuante", "camera fluttua", "camera fluttuante",
			"漂うカメラ/カメラが漂う/浮遊感", "镜头漂移/漂移镜头/漂浮镜头", "떠다니는 카메라", "تطفو الكاميرا", "كاميرا عائمة",
		},
		"handheld": {
			"handkamera", "wackelkamera", "caméra épaule/portée", "caméra à l'épaule", "cámara en mano", "cámara mano", "câmera na mão", "câmera mão", "camera a mano", "camera mano",
			"手持ちカメラ/手持ち撮影/手ぶれ/手ブレ", "手持镜头/手持摄影/手持拍摄/手持跟拍/手持感/手持晃动", "핸드헬드", "كاميرا محمولة",
		},
		"static": {
			"feste/ruhige/statische/starre/unbewegte/unbewegliche kamera", "kamera steht/still/ruhig/unbewegt", "kamera bleibt/steht still/ruhig/fest/unbewegt", "kamera nicht bewegen", "kamera bewegt nicht",
			"bewege/bewegt kamera nicht", "stativ", "caméra fixe/immobile/statique", "caméra reste fixe/immobile/statique", "plan fixe/statique", "caméra ne bouge pas", "trépied",
			"cámara fija/estática/inmóvil/quieta", "cámara no mueve", "cámara no se mueve", "trípode", "câmera fixa/parada/estática/imóvel", "câmera não move/mexe", "câmera não se move/mexe", "tripé", "no tripé",
			"no movimento câmera/camera", "no movimento de/di câmera/camera", "camera fissa/ferma/statica/immobile", "camera non muove", "camera non si muove", "treppiede",
			"固定カメラ/カメラ固定/カメラは固定/カメラを固定/カメラが固定/カメラは静止/カメラは動かない/カメラが動かない/カメラは動きません/カメラは動かさない/カメラを動かさない/定点/三脚",
			"固定镜头/镜头固定/静止镜头/镜头不动/镜头静止/镜头静止不动/镜头固定不动/镜头保持不动/镜头保持静止/镜头保持固定/镜头不移动/画面静止/三脚架",
			"고정 카메라", "카메라/카메라를/카메라가/카메라는 고정", "카메라/카메라를/카메라가/카메라는 움직이지 않는다/않습니다/않고/않음/않는/않게", "카메라/카메라를 움직이지 말고/마세요", "삼각대",
			"كاميرا/الكاميرا ثابتة", "تثبيت الكاميرا", "الكاميرا لا تتحرك", "لا تتحرك الكاميرا", "حامل ثلاثي",
		},
		"golden hour": {
			"goldene stunde", "goldenes/warmes licht", "sonnenuntergang", "sonnenaufgang", "kerzenlicht", "heure dorée", "lumière dorée/chaude", "coucher soleil", "lever soleil", "hora dorada", "luz dorada/cálida", "atardecer", "amanecer",
			"hora dourada", "luz dourada/quente", "pôr sol", "nascer sol", "no pôr sol", "no nascer sol", "ora d'oro", "luce dorata/calda", "tramonto", "alba", "ゴールデンアワー/夕焼け/夕日/夕陽/朝日/暖かい光/黄金色の光", "黄金时刻/金色时刻/日落/夕阳/日出/暖光/暖色调/金色阳光",
			"골든아워", "골든 아워", "노을", "석양", "일출", "따뜻한 빛/조명", "الساعة الذهبية", "ضوء ذهبي/دافئ", "غروب الشمس", "شروق الشمس",
		},
		"blue hour": {
			"blaue stunde", "kaltes/kühles licht", "heure bleue", "lumière froide", "hora azul", "luz fría/fria", "ora blu", "luce fredda", "ブルーアワー/冷たい光/寒色", "蓝调时刻/冷光/冷色调", "블루아워", "블루 아워", "차가운 빛/조명",
			"الساعة الزرقاء", "ضوء بارد",
		},
		"night": {
			"bei nacht", "nachts", "mondlicht", "mondschein", "de nuit", "clair lune", "de noche", "luz luna", "à/de noite", "luar", "no luar", "di notte", "chiaro luna", "夜に/夜の/夜景/月明かり/月光", "夜晚/夜里/夜景/月光", "밤에", "한밤", "달빛", "ليلًا", "ليلا", "ضوء القمر",
		},
		"noir": {
			"schwarzweiß", "schwarz weiß", "schwarzweiss", "noir et blanc", "blanco negro", "blanco y negro", "preto branco", "preto e branco", "bianco nero", "bianco e nero", "白黒/モノクロ/フィルム・ノワール", "黑白/黑白电影", "흑백", "누아르", "أبيض وأسود",
		},
		"sepia":   {"sépia", "seppia", "セピア", "棕褐色/复古棕", "세피아", "سيبيا"},
		"vintage": {"retro look", "style/look/film rétro", "estilo retro", "estilo retrô", "no estilo retro/retrô", "stile retrò", "レトロ風/レトロ調/ヴィンテージ風/ヴィンテージ調/ビンテージ風", "复古风/复古风格/复古色调/复古胶片/怀旧风格/怀旧色调", "빈티지/레트로 느낌/톤/필름/스타일/감성", "طابع قديم"},
		"cinematic": {
			"filmisch/filmische/filmischer/filmisches", "kinoreif", "cinématographique", "cinematográfico/cinematográfica", "cinematografico/cinematografica", "シネマティック/映画のよう/映画的", "电影感/电影质感", "시네마틱", "영화 같은", "سينمائي/سينمائية",
		},
		"moody":      {"düster/düstere/düsteres/düsterer", "stimmungsvoll", "ambiance sombre", "sombrío/sombría", "sombrio/sombria", "cupo/cupa", "ムーディー/ムーディ/重苦しい", "阴郁/忧郁氛围", "무디한", "어두운 분위기", "أجواء قاتمة"},
		"vivid":      {"kräftige farben", "leuchtende farben", "couleurs vives", "colores vivos", "cores vivas", "colori vivaci", "鮮やかな色/鮮やかな色彩/色鮮やか", "色彩鲜艳/色彩鲜明/鲜艳的色彩", "선명한 색/색감", "ألوان زاهية"},
		"soft light": {"weiches/sanftes licht", "lumière douce", "luz suave", "luce morbida/soffusa", "柔らかい光/やわらかい光/ソフトライト", "柔光/柔和的光", "부드러운 빛/조명", "ضوء ناعم"},
		"vignette":   {"vignettierung", "vignettage", "viñeta", "viñeteado", "vinheta", "vignettatura", "ビネット/周辺減光", "暗角", "비네팅", "비네트", "تعتيم الأطراف/الحواف"},
		"grain": {
			"filmkorn", "körnung", "grain de pellicule", "grain argentique", "grano de película", "grano cinematográfico", "granulação", "grão de filme", "grana pellicola", "grana della pellicola", "フィルムグレイン/グレイン/粒子感/フィルム粒子", "胶片颗粒/颗粒感",
			"필름 그레인", "그레인", "حبيبات الفيلم",
		},
	}
}

// foreignUnsure are what [Term.Unsure] is in those languages: a car drifts in Chinese as well, and a woman holds flowers by hand.
func foreignUnsure() map[string][]string {
	return map[string][]string{
		"push in":     {"寄る/寄っていく/近づく", "推进/拉近"},
		"pull back":   {"引いていく/遠ざかる", "后拉"},
		"pan left":    {"左へ移動/左に移動/左へ流れる", "左摇/左移", "왼쪽으로 이동/움직인다/움직이며", "حركة لليسار"},
		"pan right":   {"右へ移動/右に移動/右へ流れる", "右摇/右移", "오른쪽으로 이동/움직인다/움직이며", "حركة لليمين"},
		"tilt up":     {"上摇", "위로 이동"},
		"tilt down":   {"下摇", "아래로 이동"},
		"orbit left":  {"左に回り込む/左へ回り込む/左回りに回る", "왼쪽으로 회전/공전"},
		"orbit right": {"回り込む/右に回り込む/周りを回る", "环绕/绕着", "오른쪽으로 회전/공전"},
		"arc left":    {"bogen links", "arc gauche", "arco izquierda", "arco esquerda", "arco sinistra", "左に弧を描く/左へ弧を描く"},
		"arc right":   {"bogen rechts", "arc droite", "arco derecha", "arco direita", "arco destra", "弧を描く/右に弧を描く/右へ弧を描く"},
		"drift":       {"ドリフト", "漂移", "드리프트"},
		"handheld":    {"手持ち", "手持"},
		"vintage":     {"rétro", "ヴィンテージ/ビンテージ/レトロ", "复古/怀旧", "빈티지/레트로", "عتيق"},
		"vivid":       {"鮮やか/ビビッド", "鲜艳/鲜明"},
	}
}

// foreignIdioms are what idioms are in those languages: an astronaut in orbit, somebody who looks into the camera, what is in front of it, a camera that does not stop, and words of Chinese and
// Portuguese that look as if they denied something.
func foreignIdioms() []string {
	return []string{
		"vor kamera", "hält/hören/hört nicht an/auf", "s'arrête/arrête pas/jamais", "no/nunca se detiene", "no/nunca detiene", "no/não/nunca para", "non si ferma", "no movimento", "لا تتوقف",
		"不断/不停/不间断/不住/止まらない/止まらず",
		"分别/告别/道别/离别/送别/个别/区别/级别/性别/别墅/别人", "멈추지 않고/않는다/않는/않습니다",
		"en/in/em orbite/órbita/orbita", "orbite/órbita/orbita terrestre",
		"カメラに/カメラへ/カメラの/カメラを見/カメラを持", "看镜头/看着镜头/看向镜头/望着镜头/望向镜头/盯着镜头/对镜头/对着镜头/面对镜头/面向镜头/走向镜头/镜头里/镜头中/镜头前/镜头下/镜头外", "推进器/推进剂",
	}
}

// What contexts, fillers and the others are in those languages.
const (
	foreignFillers = "nach sich der die das dem den zur zum auf in ins im ganz sehr leicht mit " + // German
		"vers la le les l' à au aux du de des un une très avec sur " + // French
		"hacia el los las del al muy con a por " + // Spanish
		"para o os as do da dos das ao muito com " + // Portuguese
		"verso il lo gli della dello dell' alla allo all' molto con " + // Italian
		"카메라가 카메라를 아주 は も が を に へ の で 地 的 向 特别 إلى نحو"
	foreignSlow = "langsam langsame langsamer langsames sanft sanfte sanfter sanftes behutsam behutsame ruhig lent lente lentement doux douce doucement léger légère légèrement " +
		"lento lenta lentamente suave suavemente ligero ligera leve levemente devagar piano dolce dolcemente lieve leggero leggera ゆっくり ゆっくりと そっと 静かに わずかに 缓慢 缓慢地 慢慢 慢慢地 缓缓 轻轻 慢速 轻微 " +
		"천천히 느린 느리게 살짝 부드럽게 은은한 ببطء بطيء بطيئة بهدوء"
	foreignFast = "schnell schnelle schneller schnelles rasch rasche stark starke starkes rapide rapides rapidement vite fort forte rápido rápida rápidamente rapidamente fuerte veloce velocemente rapido rapida " +
		"速く 素早く すばやく 急に 強い 快速 快速地 迅速 强烈 빠르게 빠른 급격히 강한 بسرعة سريع سريعة قوي"
	foreignDenials = "ohne kein keine keinen keiner nicht weder sans pas aucun aucune ni sin ningún ninguna nunca sem não nem nenhum nenhuma senza nessun nessuno nessuna non né " +
		"不 别 勿 不要 不用 不必 不需要 不会 不能 不可 不准 不许 不再 不想 不做 不加 不使用 不进行 没有 无 无需 无须 不带 避免 禁止 بدون دون بلا لا ولا"
	foreignSudden = "plötzlich plötzliche plötzlichen plötzlicher plötzliches abrupte abrupten abrupter abruptes ruckartige ruckartigen ruckartiger ruckartiges hektische hektischen hektischer hektisches " +
		"brusque brusques saccadé saccadés saccadée saccadées soudain soudains soudaine soudaines brusco bruscos brusca bruscas repentino repentinos repentina repentinas súbito súbitos súbita súbitas " +
		"bruschi brusche improvviso improvvisi improvvisa improvvise 急な 急激な 突然の 突然 突然的 갑작스러운 갑작스런 급격한 مفاجئ مفاجئة"
	// denialsAfter stand after what they deny: "手ブレなし".
	denialsAfter = "なし 無し なく 無く ない しない しなく せず ません しません 抜き 禁止 不要 いらない いりません 要らない 要りません 必要ない 必要ありません 使わない 使わず 使いません 入れない 入れず " +
		"없이 없는 없음 없게 없다 없습니다 없애고 하지 하지마 하지마세요 하지말고 하지않고 하지않는 하지않게 하지않음 않는 않는다 않습니다 않음 않게 않고 말고 마세요 빼고 제외 금지"
	foreignOrs         = "oder noch ou o u oppure 或 或者 和 与 以及 や か または もしくは 또는 혹은 أو"
	foreignAnds        = "und et y e と 그리고"
	foreignNext        = "dann danach anschließend puis ensuite luego después depois poi それから その後 続いて 次に 然后 接着 随后 그다음 다음 이어서 ثم بعدها"
	foreignCameras     = "kamera caméra cámara câmera カメラ 镜头 카메라 카메라가 카메라를 카메라는 الكاميرا"
	foreignAuxiliaries = "ne soll darf wird kann doit peut debe puede deve pode può"
	foreignContexts    = "kamera kamerabewegung licht caméra lumière cámara luz câmera luce カメラ 被写体 ショット 映像 镜头 运镜 画面 光线 色调 风格 카메라 카메라가 카메라를 카메라는 화면 영상 샷 조명 색감 효과 الكاميرا الضوء"
)

// foreignFamilies are the phrases of the families in those languages, by the family's name.
func foreignFamilies() map[string][]string {
	return map[string][]string{
		"camera movement": {
			"kamerabewegung/kamerabewegungen", "kamera bewegen", "kamera zu bewegen", "mouvement/mouvements de caméra", "mouvement/mouvements caméra", "bouger/bouge/bougez/déplacer caméra",
			"movimiento/movimientos de cámara", "movimiento/movimientos cámara", "mover/muevas/mueva cámara", "movimento/movimentos de câmera", "movimento/movimentos câmera", "mover/mova/mexer câmera",
			"movimento/movimenti di camera", "movimento/movimenti camera", "muovere camera", "カメラの動き/カメラの移動/カメラ移動/カメラワーク", "镜头运动/镜头移动/运镜/移动镜头/运动镜头", "카메라/카메라의 움직임/이동/무빙",
			"حركة الكاميرا/كاميرا", "تحرك/تحريك الكاميرا",
		},
		"zoom":  {"zoomen", "zoomt", "zoomea", "dá/dar zoom", "zooma", "zoomer", "faire/fait/hacer/hagas/haga/hace/fazer/faça/faz/fare/fa zoom", "zoomare", "ズーム", "变焦/缩放", "줌/줌을/줌은/줌하지", "زوم/الزوم"},
		"pan":   {"schwenk/schwenks/schwenken/schwenkt", "panote", "panea", "panoramique", "paneo", "panorâmica", "panoramica", "パン", "摇镜头", "팬/패닝"},
		"tilt":  {"neigt", "ティルト", "틸트"},
		"shake": {"wackeln", "tremblement", "temblor", "tremor", "tremolio", "ブレ/揺れ", "抖动/晃动", "흔들림/손떨림"},
	}
}

// foreignMotions are the family "camera movement" without a word for the camera. What they deny may be of the people in the picture as well, so that they only forbid the default.
func foreignMotions() []string {
	return []string{
		"bewegung/bewegungen", "mouvement/mouvements", "movimiento/movimientos", "movimento/movimentos/movimenti", "動き", "움직임", "حركة",
	}
}
