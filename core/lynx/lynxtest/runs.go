package lynxtest

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"image"
	_ "image/jpeg" // pictures that the service takes
	_ "image/png"
	"net/http"
	"slices"
	"strings"
	"time"

	"caracal/core"
)

const model = "wavespeed-ai/lynx"

// kept is how long the service keeps a run.
const kept = 7 * 24 * time.Hour

// An Order is what a client asks for.
type Order struct {
	Prompt  string
	Image   string // its address
	Aspect  core.Aspect
	Picture []byte // what is at that address
}

// A Run is what a submit made, as the service sees it.
type Run struct {
	ID      string
	Order   Order
	Created time.Time // by the service's clock
	Status  string
}

// An Ending is how a run ends. The zero value is a clip.
type Ending struct {
	Status string // empty for "completed"
	Code   int
	Error  string
	NSFW   bool // what the service's check says of the clip
}

type run struct {
	id      string
	order   Order
	created time.Time
	takes   time.Duration
	ending  Ending
	price   core.USD
	account string
	clip    []byte // once it has been made
}

// ends is when the run is over, by the service's clock.
func (r *run) ends() time.Time { return r.created.Add(r.takes) }

func (r *run) status(now time.Time) string {
	switch {
	case !now.Before(r.ends()) && r.ending.Status != "":
		return r.ending.Status
	case !now.Before(r.ends()):
		return "completed"
	case now.Before(r.created.Add(r.takes / 5)):
		return "created"
	}
	return "processing"
}

// End says how the next runs end, one after the other; those after them end well.
func (s *Service) End(endings ...Ending) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endings = append(s.endings, endings...)
}

// Plant puts in a run that somebody else made, and returns its id. It is complete when it was created long enough ago.
func (s *Service) Plant(created time.Time) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.add(Order{Prompt: "somebody else's", Image: "https://example.com/face.jpg", Aspect: core.Wide}, created).id
}

// Runs returns what submits made and Plant put in, oldest first.
func (s *Service) Runs() []Run {
	s.mu.Lock()
	defer s.mu.Unlock()
	runs := make([]Run, len(s.runs))
	for i, r := range s.runs {
		runs[i] = Run{r.id, r.order, r.created, r.status(s.Now())}
	}
	return runs
}

// add makes a run. The caller holds mu.
func (s *Service) add(o Order, created time.Time) *run {
	// Runs take all times between the least and the most, the same in every test.
	spread := time.Duration(len(s.runs)*7%10) * (s.options.Slow - s.options.Fast) / 9
	r := &run{id: newID(), order: o, created: created, takes: s.options.Fast + spread, price: s.options.Price}
	s.runs = append(s.runs, r)
	return r
}

func newID() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // never fails
	return hex.EncodeToString(b)
}

// submit makes a run, and takes the money for it at once.
func (s *Service) submit(w http.ResponseWriter, r *http.Request) {
	var fields map[string]json.RawMessage
	if !read(w, r, &fields) {
		return
	}
	order, code, problem := s.readOrder(fields)
	if problem != "" {
		refuse(w, http.StatusBadRequest, code, problem)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.Now()
	if limit := s.options.InFlight; limit > 0 && s.unfinished(now) >= limit {
		refuse(w, http.StatusTooManyRequests, 429, "You have reached your concurrency limit")
		return
	}
	if s.balance < s.options.Price {
		refuse(w, http.StatusBadRequest, 1407, "Insufficient credits.")
		return
	}
	s.balance -= s.options.Price
	made := s.add(order, now)
	made.account = s.accounts[bearer(r)]
	if len(s.endings) > 0 {
		made.ending, s.endings = s.endings[0], s.endings[1:]
	}
	switch {
	case order.Picture == nil:
		made.ending = Ending{Status: "failed", Code: 1402, Error: "Failed to download image from the provided URL."}
	case !decodes(order.Picture):
		made.ending = Ending{Status: "failed", Code: 1403, Error: "Request failed. Please check your input parameters and try again."}
	}
	succeed(w, s.describe(made, now, true))
}

// readOrder checks what the real service checks. A name that it does not know it drops without a word, which costs people money; here it is noted.
func (s *Service) readOrder(fields map[string]json.RawMessage) (o Order, code int, problem string) {
	for name := range fields {
		if !slices.Contains([]string{"prompt", "image", "aspect_ratio"}, name) {
			s.note("submit has %q", name)
		}
	}
	if json.Unmarshal(fields["prompt"], &o.Prompt) != nil || strings.TrimSpace(o.Prompt) == "" {
		return o, 1400, "prompt is required"
	}
	if json.Unmarshal(fields["image"], &o.Image) != nil || o.Image == "" {
		return o, 1400, "image is required"
	}
	o.Aspect = core.Wide
	if raw, ok := fields["aspect_ratio"]; ok {
		if json.Unmarshal(raw, &o.Aspect) != nil || !slices.Contains(core.Aspects(), o.Aspect) {
			return o, 1401, "aspect_ratio must be one of 16:9, 9:16, 1:1"
		}
	}
	o.Picture = s.stored(o.Image)
	return o, 0, ""
}

func decodes(picture []byte) bool {
	_, _, err := image.Decode(bytes.NewReader(picture))
	return err == nil
}

// unfinished counts the runs that are on their way. The caller holds mu.
func (s *Service) unfinished(now time.Time) int {
	n := 0
	for _, r := range s.runs {
		if now.Before(r.ends()) {
			n++
		}
	}
	return n
}

// describe is a run in the service's words. The caller holds mu.
func (s *Service) describe(r *run, now time.Time, inputs bool) map[string]any {
	status := r.status(now)
	d := map[string]any{
		"id": r.id, "model": model, "status": status, "outputs": []string{}, "has_nsfw_contents": []bool{}, "error": "",
		"created_at": r.created.UTC().Format(time.RFC3339Nano), "timings": map[string]any{"inference": 0},
		"urls": map[string]any{"get": s.Base() + "/predictions/" + r.id + "/result"},
	}
	if inputs {
		d["input"] = map[string]any{"prompt": r.order.Prompt, "image": r.order.Image, "aspect_ratio": r.order.Aspect}
	}
	switch {
	case status == "completed":
		d["outputs"] = []string{s.storage.root + "/predictions/" + r.id + "/1.mp4"}
		d["has_nsfw_contents"] = []bool{r.ending.NSFW}
		d["timings"] = map[string]any{"inference": r.takes.Milliseconds()}
	case status == r.ending.Status:
		d["error"], d["code"] = r.ending.Error, r.ending.Code
	}
	return d
}

// result answers one question about one run.
func (s *Service) result(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.Now()
	if found := s.find(r.PathValue("id"), now); found != nil && found.account == s.accounts[bearer(r)] {
		succeed(w, s.describe(found, now, s.options.TellInputs))
		return
	}
	write(w, http.StatusNotFound, map[string]any{"error": "task not found"})
}

// find returns a run that is still kept, or nil. The caller holds mu.
func (s *Service) find(id string, now time.Time) *run {
	for _, r := range s.runs {
		if r.id == id && now.Sub(r.created) < kept {
			return r
		}
	}
	return nil
}

// list shows the runs of the last week, newest first.
func (s *Service) list(w http.ResponseWriter, r *http.Request) {
	var query struct {
		pages
		Model  string    `json:"model"`
		Status string    `json:"status"`
		After  time.Time `json:"created_after"`
		Before time.Time `json:"created_before"`
	}
	if !read(w, r, &query) || !query.check(w) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.Now()
	var items []map[string]any
	account := s.accounts[bearer(r)]
	for _, r := range slices.Backward(s.runs) {
		switch age := now.Sub(r.created); {
		case age < s.options.ListLag || age >= kept,
			r.account != account,
			query.Model != "" && query.Model != model,
			query.Status != "" && query.Status != r.status(now),
			r.created.Before(query.After),
			!query.Before.IsZero() && r.created.After(query.Before):
			continue
		}
		d := s.describe(r, now, s.options.ListInputs)
		d["executionTime"] = r.takes.Milliseconds()
		items = append(items, d)
	}
	succeed(w, query.cut(items))
}

// pages are the part of a query that asks for a part of the answer.
type pages struct {
	Page int `json:"page"`
	Size int `json:"page_size"`
}

func (p pages) check(w http.ResponseWriter) bool {
	if p.Page < 1 || p.Size < 1 || p.Size > 100 {
		refuse(w, http.StatusBadRequest, 1401, fmt.Sprintf("no page %d of %d items", p.Page, p.Size))
		return false
	}
	return true
}

// cut returns the page. An empty one has a null for a list, as servers in Go are apt to.
func (p pages) cut(items []map[string]any) map[string]any {
	total := len(items)
	items = items[min(total, (p.Page-1)*p.Size):min(total, p.Page*p.Size)]
	data := map[string]any{"page": p.Page, "page_size": p.Size, "total": total, "items": items}
	if len(items) == 0 {
		data["items"] = nil
	}
	return data
}
