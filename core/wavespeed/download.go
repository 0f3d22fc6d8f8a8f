package wavespeed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"caracal/core"
)

// A Download is a clip on its way into a file, over as many connections as it takes. It is for one goroutine at a time.
type Download struct {
	client     *Client
	file       *os.File
	limit      int64
	onProgress func(done float64)

	have, total int64   // bytes; total is -1 while unknown
	version     string  // ETag or Last-Modified of what we have a part of; empty when nothing tells whether it is the same file next time
	reported    float64 // what onProgress was last told
}

// NewDownload returns the download of a clip into an empty file, which the caller closes. A clip that has more bytes than limit is not taken. onProgress is called on the goroutine of Run
// with what is there, from 0 to 1 and never less than before.
func (c *Client) NewDownload(file *os.File, limit int64, onProgress func(done float64)) *Download {
	return &Download{client: c, file: file, limit: limit, total: -1, onProgress: onProgress}
}

// Have returns how many bytes of the clip are there.
func (d *Download) Have() int64 { return d.have }

// Restart has the next Run begin from nothing: what is there is not the clip.
func (d *Download) Restart() { d.have, d.total = 0, -1 }

// Run goes on with the download, from the address that the service names now, until the file is complete or the connection breaks. After an error it may be run again. An address at which the
// clip is not any more gives an error of kind Expired, and one that is too long BadClip.
func (d *Download) Run(ctx context.Context, url string) error {
	const op = "fetch the clip"
	if !d.client.allowedAddress(url) {
		return core.Errorf(op, core.ServiceDown, "the clip's address is not https")
	}
	watched, watch := watchOver(ctx, stallAfter)
	defer watch.end()
	req, err := http.NewRequestWithContext(watched, http.MethodGet, url, nil)
	if err != nil {
		return core.Errorf(op, core.ServiceDown, "the clip's address makes no sense")
	}
	// What net/http unpacks by itself has no length that could be checked.
	req.Header.Set("Accept-Encoding", "identity")
	if d.have > 0 && d.version != "" {
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-", d.have))
		req.Header.Set("If-Range", d.version)
	}
	client := http.Client{Transport: d.client.transport(), CheckRedirect: d.client.followSafely}
	resp, err := client.Do(req)
	if err != nil {
		return d.client.transportError(ctx, op, watch.cause(err))
	}
	defer resp.Body.Close()
	if err := d.start(resp); err != nil {
		return err
	}
	if err := d.copy(ctx, watch.reader(resp.Body)); err != nil {
		return err
	}
	// An earlier try may have brought more of something else.
	return core.WrapFile(op, d.file.Truncate(d.have))
}

// start decides by the answer's head where its bytes belong.
func (d *Download) start(resp *http.Response) error {
	const op = "fetch the clip"
	switch resp.StatusCode {
	case http.StatusOK:
		d.have, d.total = 0, resp.ContentLength
	case http.StatusPartialContent:
		var from, to, total int64
		_, err := fmt.Sscanf(resp.Header.Get("Content-Range"), "bytes %d-%d/%d", &from, &to, &total)
		if err != nil || from != d.have || to != total-1 || d.total >= 0 && total != d.total {
			d.Restart()
			return core.Errorf(op, core.ServiceDown, "the answer has another part of the clip than was asked for")
		}
		d.total = total
	case http.StatusRequestedRangeNotSatisfiable:
		d.Restart()
		return core.Errorf(op, core.ServiceDown, "the clip has changed")
	case http.StatusNotFound, http.StatusGone, http.StatusForbidden:
		return core.Errorf(op, core.Expired, "HTTP %d", resp.StatusCode)
	default:
		return core.Errorf(op, core.ServiceDown, "HTTP %d", resp.StatusCode)
	}
	if d.total > d.limit {
		return core.Errorf(op, core.BadClip, "the clip is said to have %d bytes", d.total)
	}
	d.version = resp.Header.Get("ETag")
	if d.version == "" || strings.HasPrefix(d.version, "W/") { // a weak one says nothing about bytes
		d.version = resp.Header.Get("Last-Modified")
	}
	_, err := d.file.Seek(d.have, io.SeekStart)
	return core.WrapFile(op, err)
}

// copy takes in the body. It tells a failing disk from a failing connection.
func (d *Download) copy(ctx context.Context, body io.Reader) error {
	const op = "fetch the clip"
	buf := make([]byte, 64<<10)
	for {
		n, err := body.Read(buf)
		if _, err := d.file.Write(buf[:n]); err != nil {
			return core.WrapFile(op, err)
		}
		d.have += int64(n)
		if d.have > d.limit {
			d.Restart()
			return core.Errorf(op, core.BadClip, "the clip has more than %d bytes", d.limit)
		}
		const step = 0.01
		if done := min(1, float64(d.have)/float64(d.total)); d.total > 0 && done >= d.reported+step {
			d.reported = done
			d.onProgress(done)
		}
		switch {
		case err == io.EOF && d.total >= 0 && d.have != d.total:
			return core.Errorf(op, core.Offline, "the connection ended after %d of %d bytes", d.have, d.total)
		case err == io.EOF:
			return nil
		case err != nil:
			return d.client.transportError(ctx, op, err)
		}
	}
}

// followSafely follows a few redirects. The key is not among what they carry, and neither is the address that we come from.
func (c *Client) followSafely(req *http.Request, via []*http.Request) error {
	const most = 5
	if len(via) > most {
		return errors.New("too many redirects")
	}
	if !c.allowedAddress(req.URL.String()) {
		return errors.New("a redirect to an address that is not https")
	}
	req.Header.Del("Referer")
	return nil
}
