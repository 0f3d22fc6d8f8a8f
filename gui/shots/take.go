package shots

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"caracal/core"
	"caracal/core/shots"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// Take adds what these files are to the list: pictures, folders of pictures, and CSV files. A single picture, where there is no list, is the host's. Where a list begins by it, the
// single clip that the person was at becomes a part of it: its prompt is the one for all, and its picture, when it has one and only pictures are added, is the first. It joins one list
// only: the host goes on showing it, and the next list would make it, and pay for it, a second time.
func (p *Page) Take(paths []string, single core.Request) {
	p.host.OpenMake()
	rules := p.rules()
	if !p.Active() {
		rules.Prompt = single.Prompt
	}
	p.inbox.Ask(func(ctx context.Context) func() {
		got := gather(ctx, paths, rules)
		return func() {
			path := single.Picture.Path
			joins := !p.Active() && !got.fromFile && len(got.list.Rows) > 1 && path != "" && path != p.joined && !slices.Contains(paths, path)
			if joins {
				got.list.Rows = append([]shots.Row{shotOf(single)}, got.list.Rows...)
			}
			p.took(got)
			if joins && p.Active() {
				p.joined = path
			}
		}
	})
}

// GoOn knows what a page knew that is closed, of the single clip that the host goes on showing.
func (p *Page) GoOn(from *Page) { p.joined = from.joined }

// shotOf returns the shot of a single clip, without its prompt.
func shotOf(r core.Request) shots.Row {
	row := shots.NewRow(r.Picture.Path, r.Picture.Name, shots.Choice{Aspect: r.Aspect, Engine: r.Engine})
	row.Focus, row.Framed = r.Focus, r.Framed
	return row
}

// Add adds a shot for each request.
func (p *Page) Add(requests ...core.Request) {
	rows := make([]shots.Row, 0, len(requests))
	for _, r := range requests {
		row := shotOf(r)
		row.Prompt = r.Prompt
		rows = append(rows, row)
	}
	p.try(func(l shots.List) (shots.List, error) { return l.Add(rows...) })
}

// rules are what files are read by. A prompt may be missing: the one for all has yet to be written.
func (p *Page) rules() shots.Rules {
	now := p.settings.Get()
	engines := slices.Clone(p.infos)
	for i := range engines {
		engines[i].NeedsPrompt = false
	}
	return shots.Rules{Choice: shots.Choice{Aspect: now.Aspect, Engine: now.Engine}, Prompt: p.list.Prompt, Engines: engines, Edited: true}
}

func (p *Page) took(got gathered) {
	if text := got.trouble(); text != "" {
		if len(got.list.Rows) == 0 || got.fromFile {
			p.showTrouble(text)
		} else {
			p.host.Say(text)
		}
	}
	if len(got.list.Rows) == 1 && !p.Active() && !got.fromFile {
		p.host.OnePicture(got.list.Rows[0].Picture.Path)
		return
	}
	if len(got.list.Rows) == 0 {
		return
	}
	next, err := p.list.Add(got.list.Rows...)
	if err != nil {
		p.explain(err)
		return
	}
	if !p.Active() {
		next.Name, next.Prompt = got.list.Name, got.list.Prompt
	}
	p.set(next)
	p.keep()
}

// showTrouble shows what is wrong with files in a dialog, because it may be many lines.
func (p *Page) showTrouble(text string) {
	label := widget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	p.host.Show(troubleDialog(p.host.Fyne(), label))
}

// troubleDialog shows lines that scroll where they are many.
func troubleDialog(w fyne.Window, text *widget.Label) dialog.Dialog {
	scroll := container.NewVScroll(text)
	scroll.SetMinSize(fyne.NewSize(460, 220))
	return kit.Dialog(words.NothingAdded(), words.Close(), scroll, w)
}
