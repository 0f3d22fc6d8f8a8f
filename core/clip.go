package core

import (
	"slices"
	"strings"
	"time"
)

// A Clip is a video in the library.
type Clip struct {
	ID       JobID         `json:"id"`
	Path     string        `json:"path"` // absolute
	Story    Story         `json:"story"`
	Width    int           `json:"width"`  // pixels
	Height   int           `json:"height"` // pixels
	FPS      float64       `json:"fps"`
	Duration time.Duration `json:"duration"`
	Bytes    int64         `json:"bytes"`
	Modified time.Time     `json:"modified,omitzero"` // when its file was last written

	// What only the index knows. These are lost when it is rebuilt from the files.
	PictureName string        `json:"picture_name,omitempty"`
	Took        time.Duration `json:"took,omitempty"`   // from start to saved
	Deleted     time.Time     `json:"deleted,omitzero"` // when it went to the bin; zero in the library
	// MarksHere says that the index alone knows its marks, because its file cannot be written.
	MarksHere bool `json:"marks_here,omitempty"`
}

// A Brief is as much of a clip as a tile shows of it, and a list of a hundred thousand needs to be read quickly.
type Brief struct {
	ID          JobID
	Prompt      string // its beginning
	PictureName string
	Engine      EngineID
	Aspect      Aspect
	Created     time.Time
	Deleted     time.Time // when it went to the bin; zero in the library
	Duration    time.Duration
	Favourite   bool
	NSFW        bool // see Facts.NSFW
	Copy        bool // see Clip.IsCopy
}

// BriefPrompt is how many characters of the prompt a Brief has.
const BriefPrompt = 200

// Brief returns what a tile shows of the clip.
func (c Clip) Brief() Brief {
	prompt := c.Story.Prompt
	if runes := []rune(prompt); len(runes) > BriefPrompt {
		prompt = string(runes[:BriefPrompt])
	}
	return Brief{
		ID: c.ID, Prompt: prompt, PictureName: c.PictureName, Engine: c.Story.Engine, Aspect: c.Story.Aspect,
		Created: c.Story.Created, Deleted: c.Deleted, Duration: c.Duration, Favourite: c.Story.Favourite, NSFW: c.Story.NSFW, Copy: c.IsCopy(),
	}
}

// A Story is what a clip's file tells about itself. It is made field by field from this list and never from a request as a whole, so that no key,
// URL or path of this computer can get into a file that people share.
type Story struct {
	Version int       `json:"version"` // StoryVersion
	ID      JobID     `json:"id"`      // the job that made it
	Prompt  string    `json:"prompt"`
	Aspect  Aspect    `json:"aspect"`
	Engine  EngineID  `json:"engine"`
	Model   string    `json:"model"`
	Task    string    `json:"task,omitempty"` // the service's id of the run
	Created time.Time `json:"created"`
	Picture string    `json:"picture"` // sha256 of the clean picture, in lower case hex
	Price   USD       `json:"price"`
	Facts             // as far as they were told

	Marks // since version 2
}

// Marks are what a person adds to a clip later.
type Marks struct {
	Favourite bool     `json:"favourite,omitempty"`
	Tags      []string `json:"tags,omitempty"` // as CleanTags returns them
}

// Equal reports whether both say the same.
func (m Marks) Equal(o Marks) bool { return m.Favourite == o.Favourite && slices.Equal(m.Tags, o.Tags) }

// With returns the marks with more tags.
func (m Marks) With(tags ...string) Marks {
	m.Tags = CleanTags(append(slices.Clone(m.Tags), tags...)...)
	return m
}

// Without returns the marks without some tags, however those are written in capitals.
func (m Marks) Without(tags ...string) Marks {
	m.Tags = slices.DeleteFunc(slices.Clone(m.Tags), func(t string) bool {
		return slices.ContainsFunc(tags, func(gone string) bool { return strings.EqualFold(t, gone) })
	})
	return m
}

// StoryVersion is the version of the Story that we write. We read every version up to it, and what we know of later ones.
const StoryVersion = 2

// IsCopy reports whether the clip's file is a copy that was made by hand of another clip's, which is in the library or its bin too.
func (c Clip) IsCopy() bool { return c.Story.ID != "" && c.ID != c.Story.ID }
