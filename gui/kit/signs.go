package kit

import "fyne.io/fyne/v2"

// HeartIcon returns the sign of a favourite: full for one that is, and an outline for one that could be.
func HeartIcon(full bool) fyne.Resource {
	// The outline is the heart with another one, drawn the other way round, taken out: only what fills a shape takes a colour of the theme.
	const (
		heart  = `M12 20.3 C5.5 15.6 2.5 12.2 2.5 8.5 A5 5 0 0 1 12 6.4 A5 5 0 0 1 21.5 8.5 C21.5 12.2 18.5 15.6 12 20.3 Z`
		inside = ` M12 17.7 C16.9 14 19.4 11.2 19.4 8.6 A3 3 0 0 0 13.2 7.6 L12 9 L10.8 7.6 A3 3 0 0 0 4.6 8.6 C4.6 11.2 7.1 14 12 17.7 Z`
	)
	name, shape := "heart-outline.svg", heart+inside
	if full {
		name, shape = "heart.svg", heart
	}
	return fyne.NewStaticResource(name, []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path fill="#ffffff" d="`+shape+`"/></svg>`))
}

// LayersIcon returns the sign of a stack: a card and what is seen of one behind it.
func LayersIcon() fyne.Resource {
	return fyne.NewStaticResource("layers.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path fill="#ffffff" d="M2 8 h14 v14 h-14 Z M7 2 h15 v15 h-3 V5 H7 Z"/></svg>`))
}
