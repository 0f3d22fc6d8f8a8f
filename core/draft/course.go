package draft

import "math"

// legs say how far the camera has gone of each of its moves: 0 is not begun and 1 is done.
type legs [2]float64

// A course is one way of the camera through both moves: it goes as far to the one side of where a still camera is as to the other, so that it takes the least room.
type course struct {
	moves  legs
	middle float64
	reach  float64 // from one side to the other; the most that at returns
}

// newCourse returns the course of a camera that goes so far in its first move and so far in its second.
func newCourse(first, then float64) course {
	least, most := min(0, first, first+then), max(0, first, first+then)
	return course{moves: legs{first, then}, middle: (least + most) / 2, reach: most - least}
}

// at returns how far the camera is from the middle, from -reach to reach.
func (c *course) at(l legs) float64 { return 2 * (c.moves[0]*l[0] + c.moves[1]*l[1] - c.middle) }

// above returns how far it is from where it is least, from 0 to reach.
func (c *course) above(l legs) float64 { return (c.at(l) + c.reach) / 2 }

// bow returns the height over a bow on which the camera goes: reach in the middle, -reach on either side.
func (c *course) bow(l legs) float64 {
	if c.reach == 0 {
		return 0
	}
	return c.reach - 2*math.Pow(c.at(l), 2)/c.reach
}
