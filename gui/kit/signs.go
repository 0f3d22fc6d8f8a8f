package kit

import "fyne.io/fyne/v2"

// HeartIcon returns the sign of a favourite: full for one that is, and an outline for one that could be.
func HeartIcon(full bool) fyne.Resource {
	const shape = `<path d="M12 20.3 C5.5 15.6 2.5 12.2 2.5 8.5 A5 5 0 0 1 12 6.4 A5 5 0 0 1 21.5 8.5 C21.5 12.2 18.5 15.6 12 20.3 Z" `
	name, paint := "heart-outline.svg", `fill="none" stroke="#ffffff" stroke-width="2" stroke-linejoin="round"/>`
	if full {
		name, paint = "heart.svg", `fill="#ffffff" stroke="none"/>`
	}
	return fyne.NewStaticResource(name, []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">`+shape+paint+`</svg>`))
}
