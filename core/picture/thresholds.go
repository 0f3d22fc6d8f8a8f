package picture

// The thresholds by which pictures are judged. Pixels are those of the file, unless said otherwise; brightness goes from 0 to 255.
const (
	// leastSide is the short side of what both engines make, 720p; a smaller picture is enlarged in every frame.
	leastSide = 720
	// leastDraft is the width of a frame, as a share of the clip's, from which on Draft's camera may move in: at a push of 1.22 times, a pixel of a smaller picture would
	// be seen as a square of 3.7.
	leastDraft = 1.0 / 3

	// minFace is the smallest face that is looked for, in pixels of a copy of faceSide: a twentieth of the width, as in a picture of a person from head to foot.
	minFace = 24
	// minScore parts faces from chance. A score is the sum over all windows that agree: true faces were seen to have 20 and more, fur, wood and rockets 5.
	minScore = 15
	// turnedScore is that of a face that is looked for at angles where one is not expected. Chance was seen to reach 19 there, and true faces have 50 and more.
	turnedScore = 30
	// clearFace is the score of a face with nothing before it. A face that is half turned away or half in the shadow of a hat gets between minScore and this.
	clearFace = 25
	// leastFace is the width of a face from which on eyes and mouth have pixels enough to be known by: models that tell faces apart are given 112 (ArcFace, CVPR 2019,
	// §3.1), with some of the hair and the neck, which our squares leave out.
	leastFace = 96
	// leastPerson is the width of a face, as a share of the largest one's, from which on a picture is of that person too. Who is half as large stands twice as far away,
	// and passes by.
	leastPerson = 0.5

	// leastForehead and leastChin are what has to be seen above and below a face's square, as a share of its height. The square begins at the brows, and a third of it belongs
	// above; half of that is the forehead up to the hair. Below, it ends at the chin, about.
	leastForehead = 0.15
	leastChin     = 0.05
	// mostBeyond is the share of a face's square that may lie outside before it is called cut off.
	mostBeyond = 0.08
	// leastSeen is the share of a face's square from which on the rest of it is taken to lie beyond the picture's border: less is as likely to be something else.
	leastSeen = 1.0 / 3

	// leastLight is the brightness that litShare of the pixels reaches in a picture that is not too dark: a lit face before a black wall covers more than that. By sRGB's
	// curve (IEC 61966-2-1) it is 8 % of the light of white.
	leastLight = 80
	litShare   = 0.05
	// leastFaceLight is the mean brightness of a face that can be made out: 2 % of the light of white, where any skin under a lamp has more.
	leastFaceLight = 40

	// leastSharpness parts the sharp from the blurred. The sample pictures have 2.5 to 12, and 0.4 to 2 three times enlarged; blurred over 7 of their 512 pixels,
	// which anyone sees, they have 0.09 and less.
	leastSharpness = 0.1
	// sharpShare is the share of a picture that need not be sharp: one that is blurred but for its subject is as it should be.
	sharpShare = 0.9
	// leastContrast is the least variance of brightness of a block that is asked whether it is sharp: a standard deviation of 10, below which lies the noise of a
	// sky or a wall.
	leastContrast = 100
)
