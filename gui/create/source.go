package create

import (
	"context"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"golang.org/x/image/draw"

	"caracal/core"
	"caracal/core/picture"
	"caracal/gui/files"
	"caracal/gui/kit"
	"caracal/gui/words"
	"caracal/resources"
)

// A source is the picture that clips are made from. It is never changed.
type source struct {
	path    string
	name    string // as people read it
	sample  bool   // it is ours
	picture *picture.Picture
	small   *image.RGBA // the whole picture, for small views of it
	kept    bool        // it is the studio's own copy, which is sent as it is
	quality picture.Quality
	subject picture.Subject
}

// smallSide is the long side of a source's small copy in pixels: enough for the framing strip on a dense screen.
const smallSide = 512

// openSource opens the picture at path and examines it. It takes a tenth of a second and more.
func openSource(ctx context.Context, pictures PictureOpener, path string) (*source, error) {
	opened, err := pictures.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	found := picture.Examine(opened, smallSide)
	return &source{path: path, name: opened.Name, picture: opened, small: found.Small, quality: found.Quality, subject: found.Subject}, nil
}

// size returns the size of the source's decoded picture in pixels.
func (s *source) size() image.Point { return s.picture.Image.Rect.Size() }

// framed returns what an aspect shows of the source, at the given size in pixels.
func (s *source) framed(a core.Aspect, focus core.Point, px image.Point) *image.RGBA {
	dst := image.NewRGBA(image.Rectangle{Max: px})
	draw.BiLinear.Scale(dst, dst.Rect, s.small, picture.Frame(s.small.Rect.Size(), a, focus), draw.Src, nil)
	return dst
}

// Start opens the first of the pictures that the program was started with, or else the sample.
func (p *Page) Start(paths []string) {
	if len(paths) > 0 {
		p.Drop(paths)
		return
	}
	turn := p.open(resources.SampleName)
	p.inbox.Ask(func(ctx context.Context) func() {
		path, err := unpackSample(p.cache)
		if err != nil {
			return func() { p.opened(turn, nil, err) }
		}
		s, err := openSource(ctx, p.pictures, path)
		if err == nil {
			s.sample = true
		}
		return func() { p.opened(turn, s, err) }
	})
}

// GoOn takes over the picture, the frame and the prompt of a page that is closed, in place of Start.
func (p *Page) GoOn(from *Page) {
	p.source, p.focus, p.part = from.source, from.focus, from.part
	p.prompt.SetText(from.text)
	p.render()
}

// unpackSample writes the sample picture into the cache folder, unless it is there, and returns its path.
func unpackSample(cache string) (string, error) {
	const op = "unpack the sample picture"
	sample, path := resources.Sample(), filepath.Join(cache, resources.SampleName)
	if info, err := os.Stat(path); err == nil && info.Size() == int64(len(sample)) {
		return path, nil
	}
	if err := os.MkdirAll(cache, 0o700); err != nil {
		return "", core.WrapFile(op, err)
	}
	return path, core.WrapFile(op, core.WriteBytes(path, sample))
}

// Drop takes a picture, or several, folders and CSV files, which become a list of shots. While there is a list everything goes there.
func (p *Page) Drop(paths []string) {
	switch {
	case len(paths) == 0:
	case len(paths) > 1 || p.shots.Active() || strings.EqualFold(filepath.Ext(paths[0]), ".csv"):
		p.shots.Take(paths, p.atHand())
	default:
		p.Use(paths[0])
	}
}

// atHand returns the clip that the person is at, without the picture where that is ours.
func (p *Page) atHand() core.Request {
	if p.source == nil || p.source.sample {
		return core.Request{Prompt: p.text}
	}
	return p.request()
}

// Use makes a single clip of the picture at path. Until it has been opened the page keeps the picture that it has. A folder becomes a list of shots.
func (p *Page) Use(path string) {
	p.host.OpenMake()
	turn := p.open(filepath.Base(path))
	p.inbox.Ask(func(ctx context.Context) func() {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return func() {
				if turn == p.turn {
					p.opening = ""
					p.render()
				}
				p.shots.Take([]string{path}, p.atHand())
			}
		}
		s, err := openSource(ctx, p.pictures, path)
		return func() { p.opened(turn, s, err) }
	})
}

// useNamed opens a picture that does not go by its file's name.
func (p *Page) useNamed(path, name string) {
	turn := p.open(name)
	p.inbox.Ask(func(ctx context.Context) func() {
		s, err := openNamed(ctx, p.pictures, path, name)
		return func() { p.opened(turn, s, err) }
	})
}

// openNamed opens a picture that does not go by its file's name.
func openNamed(ctx context.Context, pictures PictureOpener, path, name string) (*source, error) {
	s, err := openSource(ctx, pictures, path)
	if err == nil {
		s.name = name
	}
	return s, err
}

// open begins a wait for a picture and returns its turn.
func (p *Page) open(name string) (turn int) {
	p.turn++
	p.opening, p.trouble = name, ""
	p.render()
	return p.turn
}

// opened ends the wait of that turn, unless another picture has been asked for since, and reports whether the picture is used.
func (p *Page) opened(turn int, s *source, err error) bool {
	if turn != p.turn {
		return false
	}
	name := p.opening
	p.opening = ""
	if err != nil {
		p.trouble = words.FileTrouble(name, 0, words.Explain(err))
	} else {
		p.source, p.focus = s, nil
	}
	p.render()
	return err == nil
}

// clear takes the picture away.
func (p *Page) clear() {
	p.turn++
	p.source, p.focus, p.opening, p.trouble = nil, nil, "", ""
	p.render()
}

// Choose lets the person choose pictures from the disk, or a CSV file.
func (p *Page) Choose() {
	p.host.OpenFiles(words.ChoosePictures(), pictureFiles(), p.nearby(), p.Drop)
}

// ChooseFolder lets the person choose a folder of pictures.
func (p *Page) ChooseFolder() {
	p.host.OpenFolder(words.ChoosePictureFolder(), p.nearby(), func(path string) { p.Drop([]string{path}) })
}

// nearby is the folder that the picture is in, where more of them are likely; empty where it is ours.
func (p *Page) nearby() string {
	if p.source == nil || p.source.sample {
		return ""
	}
	return filepath.Dir(p.source.path)
}

// pictureFiles are what the page takes.
func pictureFiles() files.Kind {
	return files.Kind{Name: words.PictureFiles(), Extensions: []string{
		".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".heic", ".heif", ".avif", ".gif", ".bmp", ".tif", ".tiff", ".csv",
	}}
}

// A well is the card that shows the picture.
type well struct {
	card   *kit.Panel
	thumb  *kit.Thumb
	name   *kit.Text
	facts  *kit.Text
	faces  *kit.Text // or what else matters most
	small  *kit.Text // that there are few pixels
	choose *kit.Button
	folder *kit.Icon
	cross  *kit.Icon
	title  *fyne.Container // name and cross
	error  *kit.Text
	shown  *source
	marked remark // on the picture
}

func newWell(choose, chooseFolder, clear func()) *well {
	w := &well{
		thumb: kit.NewThumb(fyne.NewSquareSize(92)),
		name:  &kit.Text{Bold: true, Fit: kit.Cut},
		facts: &kit.Text{SizeName: kit.SizeSmall, ColorName: kit.ColorMuted, Fit: kit.Cut},
		faces: kit.NewSmall(""),
		small: kit.NewSmall(""),
		error: kit.NewSmall(""),
	}
	w.choose = kit.NewButton(words.ChoosePicture(), nil, choose)
	w.folder = kit.NewIcon(theme.FolderOpenIcon(), words.ChoosePictureFolder(), chooseFolder)
	w.cross = kit.NewIcon(theme.CancelIcon(), words.TakeAway(), clear)
	w.title = container.NewBorder(nil, nil, nil, w.cross, w.name)
	text := container.New(layout.NewCustomPaddedVBoxLayout(2), w.title, w.facts, w.faces, w.small, container.New(layout.NewCustomPaddedHBoxLayout(8), w.choose, container.NewCenter(w.folder)))
	thumb := container.New(layout.NewCustomPaddedLayout(0, 0, 0, kit.Gap), container.NewCenter(w.thumb))
	w.card = kit.NewCard(container.New(&kit.Column{Gap: 8}, container.NewBorder(nil, nil, thumb, nil, text), w.error))
	return w
}

// show brings the card up to date.
func (w *well) show(c choice) {
	s, remark := c.source, c.remark()
	if w.shown != s || !slices.Equal(w.marked.at, remark.at) || w.marked.tone != remark.tone {
		w.shown, w.marked = s, remark
		if s == nil {
			w.thumb.SetImage(nil)
		} else {
			w.thumb.SetImage(s.thumb(remark, kit.ColorOf(w.thumb, kit.Tone(remark.tone)), kit.Pixels(w.thumb, w.thumb.MinSize())))
		}
	}
	few, tone := c.fewPixels()
	w.small.Set(few, kit.Tone(tone))
	kit.SetVisible(w.small, few != "" && c.opening == "")
	if kit.SetVisible(w.cross, s != nil) {
		w.title.Refresh()
	}
	switch {
	case c.opening != "":
		w.name.Set(words.OneLine(c.opening), kit.ColorText)
		w.facts.Set(words.Opening(), kit.ColorMuted)
		w.faces.Set("", kit.ColorMuted)
	case s == nil:
		drop, files, where := words.NoPicture()
		w.name.Set(drop, kit.ColorText)
		w.facts.Set(files, kit.ColorMuted)
		w.faces.Set(where, kit.ColorMuted)
	default:
		w.name.Set(words.OneLine(s.name), kit.ColorText)
		w.facts.Set(words.Size(s.picture.Width, s.picture.Height)+" · "+words.Bytes(s.picture.Bytes), kit.ColorMuted)
		w.faces.Set(remark.text, kit.Tone(remark.tone))
	}
	w.error.Set(c.trouble, kit.ColorBad)
	kit.SetVisible(w.error, c.trouble != "")
}
