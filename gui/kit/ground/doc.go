// Package ground paints what widgets stand on: areas of one colour with round corners and a line around them, at little cost where there is no graphics card.
//
// The rules of this room:
//   - It takes colours and sizes as they are, and knows no theme and no widget.
//   - Whoever owns a ground returns its Objects, which may be others after each Place, from its renderer.
package ground
