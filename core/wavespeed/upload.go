package wavespeed

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"time"

	"caracal/core"
)

// slowest is the rate in bytes a second below which we take an upload for stalled: what the system has buffered moves without our seeing it.
const slowest = 16 << 10

// Upload stores a JPEG or PNG picture at the service and returns its address, which anyone who knows it can read, for 7 days. It is free, and may be tried again; a new
// try gets a new ticket.
func (c *Client) Upload(ctx context.Context, picture []byte) (string, error) {
	const op = "upload the picture"
	kind := http.DetectContentType(picture)
	name := "picture.jpg" // not the person's own name for it
	switch kind {
	case "image/jpeg":
	case "image/png":
		name = "picture.png"
	default:
		return "", core.Errorf(op, core.PictureUnknown, "it is neither JPEG nor PNG")
	}
	a, err := c.call(ctx, op, http.MethodPost, "/media/uploads", map[string]any{"filename": name, "size": len(picture), "content_type": kind})
	if err != nil {
		return "", err
	}
	if a.says(http.StatusNotFound) || a.says(http.StatusMethodNotAllowed) {
		return c.uploadForm(ctx, picture, name)
	}
	var ticket ticketJSON
	if !a.ok() || json.Unmarshal(a.data, &ticket) != nil {
		return "", a.err(op)
	}
	if ticket.Upload.Method != http.MethodPut || !c.allowedAddress(ticket.Upload.URL) || !c.allowedAddress(ticket.DownloadURL) {
		return "", core.Errorf(op, core.ServiceDown, "the ticket makes no sense")
	}
	if err := c.put(ctx, ticket, picture); err != nil {
		return "", err
	}
	return ticket.DownloadURL, nil
}

// ticketJSON is leave to store one file. Its addresses are as good as passwords.
type ticketJSON struct {
	DownloadURL string `json:"download_url"`
	Upload      struct {
		Method  string            `json:"method"`
		URL     string            `json:"url"`
		Headers map[string]string `json:"headers"`
	} `json:"upload"`
}

// put stores the picture where the ticket says, with the ticket's headers and without the key.
func (c *Client) put(ctx context.Context, ticket ticketJSON, picture []byte) error {
	const op = "upload the picture"
	watched, watch := watchOver(ctx, uploadStall(len(picture)))
	defer watch.end()
	req, err := http.NewRequestWithContext(watched, http.MethodPut, ticket.Upload.URL, watch.reader(bytes.NewReader(picture)))
	if err != nil {
		return core.Errorf(op, core.ServiceDown, "the ticket makes no sense")
	}
	req.ContentLength = int64(len(picture))
	key, err := c.key(ctx, op)
	if err != nil {
		return err
	}
	for name, value := range ticket.Upload.Headers {
		if strings.Contains(value, key) {
			return core.Errorf(op, core.ServiceDown, "the ticket asks for the key")
		}
		req.Header.Set(name, value)
	}
	client := http.Client{Transport: c.transport(), CheckRedirect: followNone}
	resp, err := client.Do(req)
	if err != nil {
		return c.transportError(ctx, op, watch.cause(err))
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return core.Errorf(op, core.ServiceDown, "the storage says HTTP %d", resp.StatusCode)
	}
	if strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
		return core.Errorf(op, core.ServiceDown, "the storage answers with a page; somebody else may stand between us")
	}
	// An answer that is read to its end leaves the connection usable. It says nothing that we need.
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 4<<10))
	return nil
}

// uploadForm is the older way, for when there are no tickets.
func (c *Client) uploadForm(ctx context.Context, picture []byte, name string) (string, error) {
	const op = "upload the picture"
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("file", name)
	if err == nil {
		_, err = part.Write(picture)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return "", core.Wrap(op, core.Internal, err)
	}
	stall := uploadStall(form.Len())
	watched, watch := watchOver(ctx, stall)
	defer watch.end()
	size := int64(form.Len())
	req, err := c.request(watched, op, http.MethodPost, "/media/upload/binary", watch.reader(&form))
	if err != nil {
		return "", err
	}
	req.ContentLength = size
	req.Header.Set("Content-Type", w.FormDataContentType())
	const forEver = 24 * time.Hour // the watch ends it when it stalls
	a, err := c.send(ctx, op, c.transport(), req, forEver)
	if err != nil {
		return "", err
	}
	if a.status == http.StatusNotFound {
		// With neither kind of upload, and no balance, it is not the service at all, and trying for longer does not make it so.
		if _, err := c.Balance(ctx); core.KindOf(err) == core.NotService {
			return "", core.Errorf(op, core.NotService, "%w", err)
		}
	}
	var stored ticketJSON
	if !a.ok() || json.Unmarshal(a.data, &stored) != nil || !c.allowedAddress(stored.DownloadURL) {
		return "", a.err(op)
	}
	return stored.DownloadURL, nil
}

func uploadStall(size int) time.Duration {
	return stallAfter + time.Duration(size)*time.Second/slowest
}
