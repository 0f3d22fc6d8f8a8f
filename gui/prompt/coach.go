package prompt

import (
	"slices"
	"strings"
	"unicode"

	"caracal/core/draft/plan"
	"caracal/core/shots"
	"caracal/gui/words"
)

// lack returns what a prompt for a model does not say yet: what moves and how, then in what light, which is what image-to-video models are prompted with ("walking forward in a forest with cinematic lighting").
// It would rather say nothing than find fault with what is good: a prompt that is long is taken to say it in words that are not known here.
func lack(prompt string) words.Lack {
	if len(shots.FindBlanks(prompt)) > 0 {
		return words.LacksFilling
	}
	if strings.TrimSpace(prompt) == "" || isLong(prompt) {
		return words.NoLack
	}
	var moves, lit bool
	for _, w := range plan.Parse(prompt).Words() {
		moves = moves || w.Kind == plan.Moves || w.Kind == plan.Holds
		lit = lit || w.Kind.Grades()
	}
	switch {
	case !moves && !mentions(prompt, motionStems()) && !gerund(prompt):
		return words.LacksMotion
	case !lit && !mentions(prompt, lightStems()):
		return words.LacksLight
	}
	return words.NoLack
}

// isLong reports whether a prompt has so many words, or signs of a script without spaces, that it will say all that is needed.
func isLong(prompt string) bool {
	const most, signs = 14, 28
	n := 0
	for _, r := range prompt {
		if plan.Unspaced(r) || unicode.Is(unicode.Hangul, r) {
			n++
		}
	}
	return n > signs || len(strings.Fields(prompt)) > most
}

// mentions reports whether a word of the prompt begins with one of the stems, or, in a script whose words are not parted or have what they mean in front, has one in it.
func mentions(prompt string, stems []string) bool {
	text := strings.ToLower(prompt)
	tokens := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	return slices.ContainsFunc(stems, func(stem string) bool {
		if first := firstRune(stem); plan.Unspaced(first) || unicode.In(first, unicode.Hangul, unicode.Arabic) {
			return strings.Contains(text, stem)
		}
		return slices.ContainsFunc(tokens, func(t string) bool { return strings.HasPrefix(t, stem) })
	})
}

// gerund reports whether a word looks like something that is being done in English.
func gerund(prompt string) bool {
	return slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(prompt), func(r rune) bool { return !unicode.IsLetter(r) }), func(t string) bool {
		return len(t) >= 6 && strings.HasSuffix(t, "ing") && !strings.HasPrefix(t, "light") && !slices.Contains([]string{"morning", "evening", "something", "nothing", "everything", "clothing", "building", "painting"}, t)
	})
}

// motionStems are the beginnings of words for what moves in a clip, in the languages that the window speaks.
func motionStems() []string {
	return strings.Fields(`
walk run turn smil laugh look glanc gaz wav danc blink breath sway flow rippl ris fall drift mov spin rotat jump leap fly flies swim driv rid talk speak sing nod shak lift rais open clos pour drip
blow flutter flicker burn grow bloom melt explod step lean reach point play cry cries drink eat sip typ writ stretch yawn sit stand kneel climb roll bounc float glid slid swing sail gallop crawl
pick hold hug kiss clap bow sneez sleep wake wag lick chas steam swirl splash wiggl animat motion approach enter leav throw catch tilt
geh läuf lauf renn dreh lächel lach schau blick wink tanz blinzel atme wieg flieg schwimm fähr fahr sprech spricht sing nick schüttel heb öffn schließ gieß fall fäll steig weh flacker brenn wächs kräusel
spring hüpf trink iss isst schreib sitz steh knie kletter roll schweb gleit beweg dampf
march cour tourn souri ri rit regard salu dans clign respir ondul flott tomb mont saut vol nag condui parl chant hoch secou lèv ouvr ferm vers souffl brûl pouss boi mang écri assied assis gliss boug avanc fai fait vent
camin corr gir sonr sonrí rí rie mir salud bail parpade respir fluy cae caen sub salt vuel volan nad conduc habl cant asient sacud levant abr cierr viert sopl ard crec beb com escrib sient desliz muev mov avanz onde viento
and corr vir sorr ri olh acen danç pisc respir flu cai sob salt vo nad dirig fal cant acena balanç levant abr fech derram sopr queim cresc beb com escrev sent desliz mex mov avanç vento
cammin corr gir sorri rid guard salut ball sbatt respir scorr cad sal salt vol nuot guid parl cant annu scuot alz apr chiud vers soffi bruci cresc bev mang scriv sied scivol muov mov avanz moss increspa
歩 走 回 振 笑 見 微笑 踊 瞬 息 揺 流 昇 落 動 飛 跳 泳 話 歌 開 閉 注 風 燃 咲 飲 食 書 座 立 登 漂 滑 近 進 手を
走 跑 转 笑 看 望 挥 跳 舞 眨 呼吸 摇 流 升 落 动 飞 游 说 唱 点头 抬 打开 关 倒 吹 燃 开花 喝 吃 写 坐 站 爬 漂 滑 飘 波 随风
걷 걸 달리 뛰 돌 웃 미소 보 바라 흔들 춤 깜빡 숨 흐르 오르 떨어 움직 날 수영 말하 노래 열 닫 따르 불 타오 피어 마시 먹 쓰 앉 일어 오른 떠 올려 흔든 인다 물결
يمش تمش يرك ترك يدور تدور يبتسم تبتسم يضحك تضحك ينظر تنظر يلوح تلوح يرقص ترقص يتنفس تتنفس يتحرك تتحرك يطير تطير يسبح تسبح يتكلم تتكلم يرفع ترفع يفتح تفتح يشرب تشرب يأكل تأكل يجلس تجلس يقف تقف يتصاعد تتمايل يتمايل يقفز تقفز يستدير تستدير يتموج تتموج
`)
}

// lightStems are the beginnings of words for light, in the languages that the window speaks.
func lightStems() []string {
	return strings.Fields(`
light lit sun moon shadow glow dawn dusk neon bright dark candle fire lamp ray backlit silhouette morning evening night noon cinemat hour haz fog mist overcast shin spark
licht sonne mond schatten leucht glüh dämmer hell dunkel kerze feuer lampe strahl abend morgen nacht mittag nebel filmisch
lumi soleil lune ombre lueur aube crépuscule néon clair sombre bougie feu lampe rayon matin soir nuit brume
luz luc sol luna sombra brillo alba amanecer atardecer neón claro oscur vela fuego lámpara rayo mañana noche niebla ilumin
lua brilho aurora amanhecer entardecer néon escur fogo lâmpada raio manhã noite névoa
luce sole ombra bagliore tramonto chiaro scuro buio candela fuoco lampada raggi mattin sera notte nebbia illumin
光 日 月 影 夜 朝 夕 灯 火 炎 明 暗 ネオン 照
阳 晨 晚 烛 亮 霓虹
빛 햇 달빛 그림자 노을 밤 아침 저녁 조명 네온 불빛 밝 어두
ضوء شمس قمر ظل نور فجر غروب شروق ليل صباح مساء إضاءة شمع نيون
`)
}
