package vision

// The thresholds by which pictures are judged. Pixels are those of the file, unless said otherwise; brightness goes from 0 to 255.
const (
	// smallSide is the short side of what both engines make, 720p. A picture with less is Small: every frame enlarges it.
	smallSide = 720
	// crampedShare is the width of a frame, as a share of the clip's, below which it is Cramped: at a push of 1.22 times a pixel of the picture would be seen as a square of 3.7.
	crampedShare = 1.0 / 3

	// minFace is the smallest face that is looked for, in pixels of a copy of faceSide: a twentieth of the width, as in a picture of a person from head to foot.
	minFace = 24
	// minScore parts faces from chance. A score is the sum over all windows that agree: true faces were seen to have 20 and more, fur, wood and rockets 5.
	minScore = 15
	// turnedScore is minScore for faces that are turned, which are not expected. Chance was seen to reach 19 there, and true faces have 50 and more.
	turnedScore = 30
	// clearScore is the score below which a face is FaceUnclear: one that is half turned away, or half in the shadow of a hat, gets between minScore and this.
	clearScore = 25
	// smallFace is the width below which a face is FaceSmall, with too few pixels in its eyes and mouth to be recognized: models that tell faces apart are given 112 (ArcFace, CVPR
	// 2019, §3.1), with some of the hair and the neck, which our squares leave out.
	smallFace = 96
	// personShare is the width of a face, as a share of the largest one's, from which on the picture is of that person too. A smaller one stands more than twice as far away, and passes
	// by.
	personShare = 0.5

	// foreheadShare and chinShare are how much has to be seen above and below a face's square, as a share of its height. The square begins at the brows, and a third of it belongs
	// above; half of that is the forehead up to the hair. Below, it ends at the chin, about.
	foreheadShare = 0.15
	chinShare     = 0.05
	// cutShare is the share of a face's square that may lie outside before it is called cut off.
	cutShare = 0.08
	// seenShare is the share of a face's square that has to be seen for the rest to be taken to lie beyond the picture's border: less is as likely to be something else.
	seenShare = 1.0 / 3

	// darkBelow is the brightness that litShare of the pixels have to reach, or the picture is Dark: a lit face before a black wall covers more than that. By sRGB's curve (IEC
	// 61966-2-1) it is 8 % of the light of white.
	darkBelow = 80
	litShare  = 0.05
	// darkFaceBelow is the mean brightness below which a face cannot be made out: 2 % of the light of white. Any skin under a lamp has more.
	darkFaceBelow = 40

	// blurredBelow is the sharpness below which a picture is Blurred. The sample pictures have 2.5 to 12, and 0.4 to 2 three times enlarged; blurred over 7 of their 512 pixels,
	// which anyone sees, they have 0.09 and less.
	blurredBelow = 0.1
	// sharpShare is the share of a picture that need not be sharp: one that is blurred but for its subject is as it should be.
	sharpShare = 0.9
	// minContrast is the least variance of brightness of a block whose sharpness is measured: a standard deviation of 10, below which lies the noise of a
	// sky or a wall.
	minContrast = 100
)
