package stills

import (
	"container/list"
	"image"
)

// A pictureCache keeps the pictures that were used last, up to so many bytes. It belongs to one goroutine. Its zero value keeps nothing.
type pictureCache struct {
	room, used int
	order      list.List // of loadedPicture, the one used last in front
	at         map[pictureKey]*list.Element
}

// get returns the picture, or nil when it is not kept.
func (c *pictureCache) get(key pictureKey) *image.RGBA {
	e := c.at[key]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(loadedPicture).picture
}

// put keeps a picture and lets go of others where there is no room.
func (c *pictureCache) put(key pictureKey, picture *image.RGBA) {
	if c.at == nil {
		c.at = map[pictureKey]*list.Element{}
	}
	if e := c.at[key]; e != nil {
		c.remove(e)
	}
	c.at[key] = c.order.PushFront(loadedPicture{key, picture})
	c.used += len(picture.Pix)
	for c.used > c.room {
		c.remove(c.order.Back())
	}
}

func (c *pictureCache) remove(e *list.Element) {
	p := c.order.Remove(e).(loadedPicture)
	delete(c.at, p.key)
	c.used -= len(p.picture.Pix)
}
