package picture

// A heifTransform is what the transformative properties of an item, its rotations and mirrorings, come to: quarter turns anticlockwise, and then, perhaps, left and right changed over.
type heifTransform struct {
	quarters int
	mirror   bool
}

// rotated adds quarter turns anticlockwise. Seen in a mirror they go the other way.
func (t heifTransform) rotated(quarters int) heifTransform {
	if t.mirror {
		quarters = -quarters
	}
	t.quarters = (t.quarters + quarters + 4) % 4
	return t
}

// mirrored changes over left and right, or top and bottom, which is the same after half a turn.
func (t heifTransform) mirrored(vertical bool) heifTransform {
	if vertical {
		t.quarters = (t.quarters + 2) % 4
	}
	t.mirror = !t.mirror
	return t
}

// orientation returns the EXIF orientation that says the same.
func (t heifTransform) orientation() orientation {
	if t.mirror {
		return [...]orientation{2, 7, 4, 5}[t.quarters]
	}
	return [...]orientation{1, 8, 3, 6}[t.quarters]
}
