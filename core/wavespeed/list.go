package wavespeed

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"

	"caracal/core"
)

// list asks for the pages of a list until one is empty: the service may send fewer items than were asked for, so a short page is not the last. page is given the items of each page and
// reports whether any were new: a service that ignores the number of the page sends the same items for ever.
func (c *Client) list(ctx context.Context, op, path string, query map[string]any, page func(items []json.RawMessage) (fresh bool)) error {
	const size, most = 100, 100
	for n := 1; n <= most; n++ {
		asked := maps.Clone(query)
		asked["page"], asked["page_size"] = n, size
		a, err := c.call(ctx, op, http.MethodPost, path, asked)
		if err != nil {
			return err
		}
		items, ok := a.items()
		if !ok {
			return a.err(op)
		}
		if len(items) == 0 || !page(items) {
			return nil
		}
	}
	return core.Errorf(op, core.ServiceDown, "the list does not end")
}
