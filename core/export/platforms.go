package export

import (
	"image"
	"time"
)

// A Platform is a place that clips are posted to, and what it takes.
type Platform struct {
	Format Format
	Name   string

	MinAspect, MaxAspect float64     // width divided by height of what fills its screen
	Canvas               image.Point // pixels of what is made of a clip of another shape

	MinSide, MaxSide int // pixels
	MinFPS, MaxFPS   int

	MinDuration, MaxDuration time.Duration // 0 for no bound
	MaxBytes                 int64         // of the file; 0 for no bound
	MaxBitrate               int           // of the video, bits a second

	Sound bool // it wants a track of sound, be it silent
}

// Platforms returns the platforms, each as it was when its source was last read, in November 2026. All take H.264 in 4:2:0 with AAC in an MP4 whose index comes first
// and has no edit lists.
func Platforms() []Platform {
	const mb = 1 << 20
	return []Platform{
		{
			Format: "tiktok", Name: "TikTok",
			// 23 to 60 frames a second, 360 to 4096 pixels a side, at most 10 minutes and 4 GB:
			// developers.tiktok.com/doc/content-posting-api-media-transfer-guide, Video restrictions.
			MinFPS: 23, MaxFPS: 60, MinSide: 360, MaxSide: 4096, MaxDuration: 10 * time.Minute, MaxBytes: 4096 * mb,
			// 9:16 at 1080 × 1920, with AAC, from 3 s on, 10 to 20 Mbit/s: docs.getlate.dev/resources/media-guidelines/tiktok, which posts for others. TikTok's own page says none
			// of it; other shapes are taken, and shown small.
			MinAspect: 9.0 / 16, MaxAspect: 9.0 / 16, Canvas: image.Pt(1080, 1920), MinDuration: 3 * time.Second, MaxBitrate: 20_000_000, Sound: true,
		},
		{
			Format: "reels", Name: "Reels",
			// 23 to 60 frames a second, at most 1920 pixels across, from 3 s to 15 minutes, 25 Mbit/s, 9:16 recommended, AAC of at most 48 kHz:
			// developers.facebook.com/docs/instagram-api/reference/ig-user/media, Reel specifications.
			MinFPS: 23, MaxFPS: 60, MaxSide: 1920, MinDuration: 3 * time.Second, MaxDuration: 15 * time.Minute, MaxBitrate: 25_000_000, Sound: true, MinAspect: 9.0 / 16, MaxAspect: 9.0 / 16,
			// 300 MB, which is the least that is told, and 540 × 960 to 1080 × 1920: www.ayrshare.com/docs/media-guidelines/instagram.
			MinSide: 540, Canvas: image.Pt(1080, 1920), MaxBytes: 300 * mb,
		},
		{
			Format: "shorts", Name: "Shorts",
			// Square or tall, 1080 × 1920 recommended: vidiq.com/blog/post/youtube-shorts-vertical-video. At most 3 minutes: postlinkapp.com/blog/how-to-make-youtube-shorts.
			MinAspect: 9.0 / 16, MaxAspect: 1, MaxDuration: 3 * time.Minute, Canvas: image.Pt(1080, 1920),
			// Any frame rate, stereo AAC, 8 Mbit/s at 1080p and 12 at a high frame rate recommended, which twice as many do not harm:
			// support.google.com/youtube/answer/1722171. From 240p on: support.google.com/youtube/answer/6375112.
			MinFPS: 1, MaxFPS: 60, MaxBitrate: 24_000_000, Sound: true, MinSide: 240, MaxSide: 4096,
		},
		{
			Format: "youtube", Name: "YouTube",
			// Any shape: the player fits itself to the clip, and asks for no bars in it: support.google.com/youtube/answer/6375112.
			MinAspect: 0.1, MaxAspect: 10, Canvas: image.Pt(1920, 1080), MinSide: 240, MaxSide: 4096,
			// As Shorts: support.google.com/youtube/answer/1722171.
			MinFPS: 1, MaxFPS: 60, MaxBitrate: 24_000_000, Sound: true,
		},
		{
			Format: "whatsapp", Name: "WhatsApp",
			// MP4 of at most 16 MB: docs.aws.amazon.com/social-messaging/latest/userguide/supported-media-types.html. H.264 and AAC, with one track of sound or none:
			// help.vtex.com/docs/tutorials/supported-media-sending-whatsapp-cloud.
			MaxBytes: 16 * mb,
			// Neither tells more; these are what every telephone plays.
			MinAspect: 0.1, MaxAspect: 10, Canvas: image.Pt(1080, 1920), MinFPS: 1, MaxFPS: 60, MinSide: 16, MaxSide: 1920, MaxBitrate: 12_000_000,
		},
	}
}

// platform returns the platform of a format, and whether it is one.
func platform(f Format) (Platform, bool) {
	for _, p := range Platforms() {
		if p.Format == f {
			return p, true
		}
	}
	return Platform{}, false
}
