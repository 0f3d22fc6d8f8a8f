package vision

import "image"

// findDark reports a picture that has no light in it, or else those of its faces that have none. gray is its brightness, and shown where the picture is that gray shows.
func findDark(gray *image.Gray, shown image.Rectangle, faces []Face) (dark []Finding) {
	if brightness(gray) < darkBelow {
		return []Finding{{Flaw: Dark}}
	}
	for _, f := range faces {
		at := func(p image.Point) image.Point {
			p = p.Sub(shown.Min)
			return image.Pt(p.X*gray.Rect.Dx()/shown.Dx(), p.Y*gray.Rect.Dy()/shown.Dy())
		}
		if m, ok := mean(gray, image.Rectangle{Min: at(f.Rect.Min), Max: at(f.Rect.Max)}); ok && m < darkFaceBelow {
			dark = append(dark, Finding{Dark, f.Rect})
		}
	}
	return dark
}

// brightness returns the brightness, from 0 to 255, that litShare of the pixels reach.
func brightness(gray *image.Gray) int {
	var histogram [256]int
	for _, v := range gray.Pix {
		histogram[v]++
	}
	light, reach := 255, histogram[255]
	for light > 0 && float64(reach) < litShare*float64(len(gray.Pix)) {
		light--
		reach += histogram[light]
	}
	return light
}

// mean returns the mean brightness of a part of gray, from 0 to 255. An empty part has none.
func mean(gray *image.Gray, part image.Rectangle) (int, bool) {
	if part.Empty() {
		return 0, false
	}
	sum := 0
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for _, v := range gray.Pix[y*gray.Stride+part.Min.X : y*gray.Stride+part.Max.X] {
			sum += int(v)
		}
	}
	return sum / (part.Dx() * part.Dy()), true
}
