package wavespeed

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"caracal/core"
)

// Model is the service's name of the model.
const Model = "wavespeed-ai/lynx"

// DefaultBase is where the service is.
const DefaultBase = "https://api.wavespeed.ai/api/v3"

// Time-outs. A transfer of a picture or a clip has none as a whole: it may be slow as long as it moves.
const (
	answerWithin = 30 * time.Second // a call that carries a few bytes
	submitWithin = 90 * time.Second // the service may be slow to accept; giving up early only makes the outcome unknown
	stallAfter   = 45 * time.Second // a transfer that does not move
)

// ConnectWithin is how long a submit waits for its own connection. Without one nothing is sent, so that giving up costs nothing, and a run that comes much later is not ours.
const ConnectWithin = 15 * time.Second

const maxAnswer = 1 << 20 // bytes of JSON

// A Client speaks to the service. Its zero value speaks to [DefaultBase] and lacks only a key. Do not copy one that is in use. Its methods are safe for use by
// many goroutines; they block until the answer is there, a time-out, or the end of ctx. Errors are *core.Error, or ctx.Err() when ctx ended.
type Client struct {
	Base        string                      // see CheckBase; empty for DefaultBase
	Key         func() string               // asked for every request, so that a new key counts at once; answers at once. Nil or an empty answer is no key.
	AwaitKey    func(context.Context) error // waits, before a request, until Key can answer. Where Key has none then, the error says why; nil for nothing to wait for.
	Transport   http.RoundTripper           // nil for http.DefaultTransport
	Version     string                      // of Caracal, for the service's logs
	Clock       func() time.Time            // nil for time.Now
	OnReconnect func()                      // called when there is an answer again after there was none, on the goroutine that got it, which waits; may be nil

	clock        atomic.Pointer[clockReading] // the last answer that told the service's time; nil before the first
	disconnected atomic.Bool                  // the last request got no answer
}

// CheckBase returns an error of kind NotService unless base is empty, for DefaultBase, or an https address, or an http address on this computer, without a user, query
// or fragment.
func CheckBase(base string) error {
	if base == "" {
		return nil
	}
	u, err := url.Parse(base)
	if err != nil || !core.SafeAddress(u) || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return core.Errorf("check the service's address", core.NotService, "it must be https://… or, on this computer, http://…")
	}
	return nil
}

func (c *Client) base() string {
	if c.Base == "" {
		return DefaultBase
	}
	return strings.TrimRight(c.Base, "/")
}

// allowedAddress reports whether an answer may send us to an address, where we go without the key: https, or this computer when the service itself is on it.
func (c *Client) allowedAddress(text string) bool {
	u, err := url.Parse(text)
	if err != nil || !core.SafeAddress(u) {
		return false
	}
	service, err := url.Parse(c.base())
	return err == nil && (u.Scheme == "https" || core.IsLoopback(service.Hostname()))
}

// key returns the key, or an error: of kind NeedsKey, or AwaitKey's, where there is none, and of kind KeyRefused for what cannot be one.
func (c *Client) key(ctx context.Context, op string) (string, error) {
	err := c.awaitKey(ctx)
	key := c.present()
	if key == "" && err != nil {
		return "", core.Wrap(op, core.NeedsKey, err)
	}
	if err := core.CheckKey(op, key); err != nil {
		return "", err
	}
	return key, nil
}

func (c *Client) awaitKey(ctx context.Context) error {
	if c.AwaitKey == nil {
		return nil
	}
	return c.AwaitKey(ctx)
}

// present returns the key that is in use now, or "".
func (c *Client) present() string {
	if c.Key == nil {
		return ""
	}
	return strings.TrimSpace(c.Key())
}

// AwaitAccount is Account when it is known which key is in use: it waits for what AwaitKey waits for, or the end of ctx.
func (c *Client) AwaitAccount(ctx context.Context) string {
	_ = c.awaitKey(ctx) // that there is none is said of the first request
	return c.Account()
}

// Account identifies the key that is in use without giving it away; empty when there is none. A key has too many possible values for anyone to find it again from this hash.
func (c *Client) Account() string {
	key := c.present()
	if core.CheckKey("", key) != nil {
		return ""
	}
	sum := sha256.Sum256([]byte("caracal account " + key))
	return hex.EncodeToString(sum[:8])
}

func (c *Client) transport() http.RoundTripper {
	if c.Transport == nil {
		return http.DefaultTransport
	}
	return c.Transport
}

// call sends one request to the API, with body as JSON unless it is nil, and reads the whole answer. No redirect is followed.
func (c *Client) call(ctx context.Context, op, method, path string, body any) (answer, error) {
	var r io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return answer{}, core.Wrap(op, core.Internal, err)
		}
		r = bytes.NewReader(b)
	}
	req, err := c.request(ctx, op, method, path, r)
	if err != nil {
		return answer{}, err
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	return c.send(ctx, op, c.transport(), req, answerWithin)
}

// request prepares a request to the API. It is the only place that hands out the key.
func (c *Client) request(ctx context.Context, op, method, path string, body io.Reader) (*http.Request, error) {
	if err := CheckBase(c.base()); err != nil {
		return nil, err
	}
	key, err := c.key(ctx, op)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, method, c.base()+path, body)
	if err != nil {
		return nil, core.Errorf(op, core.Internal, "cannot make the request")
	}
	version := c.Version
	if version == "" {
		version = "dev"
	}
	req.Header.Set("Authorization", "Bearer "+key)
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "Caracal/"+version+" ("+runtime.GOOS+")")
	req.Header.Set("X-Client-Name", "caracal")
	req.Header.Set("X-Client-Version", version)
	req.Header.Set("X-Client-OS", runtime.GOOS)
	return req, nil
}

// send sends a request of request's and reads the whole answer, whatever its status. The error is about the way there and back: Offline, ServiceDown, or the end
// of ctx.
func (c *Client) send(ctx context.Context, op string, via http.RoundTripper, req *http.Request, within time.Duration) (answer, error) {
	timed, cancel := context.WithTimeout(req.Context(), within)
	defer cancel()
	client := http.Client{Transport: via, CheckRedirect: followNone}
	began := time.Now()
	resp, err := client.Do(req.WithContext(timed))
	if err != nil {
		if ctx.Err() == nil {
			c.disconnected.Store(true)
		}
		return answer{}, c.transportError(ctx, op, err)
	}
	defer resp.Body.Close()
	if c.disconnected.Swap(false) && c.OnReconnect != nil {
		defer c.OnReconnect()
	}
	c.readClock(resp.Header, began)
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err != nil {
		return answer{}, c.transportError(ctx, op, err)
	}
	if len(body) > maxAnswer {
		return answer{}, core.Errorf(op, core.ServiceDown, "the answer is longer than %d bytes", maxAnswer)
	}
	a := parseAnswer(resp.StatusCode, resp.Header, body)
	a.message = c.sanitize(a.message)
	return a, nil
}

func followNone(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// transportError names what went wrong between us and the service. The cause is kept as text only, because net/url puts whole addresses into its errors.
func (c *Client) transportError(ctx context.Context, op string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	if errors.Is(err, errStalled) {
		return core.Errorf(op, core.ServiceDown, "no data for %v", stallAfter)
	}
	if n, ok := errors.AsType[net.Error](err); ok && n.Timeout() && !dialing(err) {
		return core.Errorf(op, core.ServiceDown, "no answer in time")
	}
	return core.Errorf(op, core.Offline, "%s", c.sanitize(err.Error()))
}

// dialing reports whether there was no connection yet.
func dialing(err error) bool {
	if _, ok := errors.AsType[*net.DNSError](err); ok {
		return true
	}
	o, ok := errors.AsType[*net.OpError](err)
	return ok && o.Op == "dial"
}
