package lynxtest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"caracal/core"
	"caracal/core/lynx/lynxtest"
)

// post sends JSON as a client would and returns the status and the envelope.
func post(t *testing.T, s *lynxtest.Service, path, key, body string) (int, map[string]any) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.Base()+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+key)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	var envelope map[string]any
	if err := json.Unmarshal(b, &envelope); err != nil {
		t.Fatalf("%s: %v", b, err)
	}
	return resp.StatusCode, envelope
}

func start(t *testing.T, o lynxtest.Options) *lynxtest.Service {
	t.Helper()
	s, err := lynxtest.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func TestASubmitIsCheckedAsTheRealServiceDoes(t *testing.T) {
	s := start(t, lynxtest.Options{})
	for _, c := range []struct {
		name, body   string
		status, code int
	}{
		{"no JSON", `hello`, 400, 400},
		{"no prompt", `{"image":"https://example.com/x.jpg"}`, 400, 1400},
		{"a prompt that is a number", `{"prompt":1,"image":"https://example.com/x.jpg"}`, 400, 1400},
		{"no image", `{"prompt":"x"}`, 400, 1400},
		{"a ratio that there is not", `{"prompt":"x","image":"https://example.com/x.jpg","aspect_ratio":"4:3"}`, 400, 1401},
		{"no ratio", `{"prompt":"x","image":"https://example.com/x.jpg"}`, 200, 200},
		{"a name that there is not", `{"prompt":"x","image":"https://example.com/x.jpg","aspect":"1:1"}`, 200, 200},
	} {
		status, envelope := post(t, s, "/wavespeed-ai/lynx", s.Key(), c.body)
		if status != c.status || envelope["code"] != float64(c.code) {
			t.Errorf("%s: HTTP %d, %v", c.name, status, envelope)
		}
	}
	if status, _ := post(t, s, "/wavespeed-ai/lynx", s.Key()+" ", `{}`); status != 400 { // Go's own header reader trims, as most do
		t.Errorf("a key with a space behind it: HTTP %d", status)
	}
	if status, _ := post(t, s, "/wavespeed-ai/lynx", "wsk_wrong", `{}`); status != 401 {
		t.Errorf("a wrong key: HTTP %d", status)
	}
	if runs, notes := s.Runs(), s.Notes(); len(runs) != 2 || runs[1].Order.Aspect != core.Wide || len(notes) != 1 || !strings.Contains(notes[0], "aspect") {
		t.Errorf("runs %+v, notes %q", runs, notes)
	}
	if s.Submits() != 9 {
		t.Errorf("%d submits were counted", s.Submits())
	}
}

func TestAPictureThatIsNotThereFailsTheRun(t *testing.T) {
	s := start(t, lynxtest.Options{Fast: 1, Slow: 1})
	_, envelope := post(t, s, "/wavespeed-ai/lynx", s.Key(), `{"prompt":"x","image":"https://example.com/x.jpg"}`)
	id := envelope["data"].(map[string]any)["id"]
	_, list := post(t, s, "/predictions", s.Key(), `{"page":1,"page_size":10}`)
	item := list["data"].(map[string]any)["items"].([]any)[0].(map[string]any)
	if item["id"] != id || item["status"] != "failed" || item["code"] != 1402.0 {
		t.Errorf("the run is %v", item)
	}
}

func TestStorageTellsWhenItIsShownAKey(t *testing.T) {
	s := start(t, lynxtest.Options{})
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPut, s.Elsewhere()+"/put/x?token="+s.Key(), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer x")
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusBadRequest || len(s.Leaks()) != 2 {
		t.Errorf("HTTP %d, leaks %q", resp.StatusCode, s.Leaks())
	}
}

func TestFaultsComeInTheOrderInWhichTheyWereAskedFor(t *testing.T) {
	s := start(t, lynxtest.Options{})
	for _, b := range []string{"price=500*2", "price=403", "price=401*0"} {
		if err := s.BreakByName(b); err != nil {
			t.Fatal(err)
		}
	}
	for i, want := range []int{500, 500, 403, 401, 401} {
		if status, _ := post(t, s, "/model/price", s.Key(), `{"model_id":"wavespeed-ai/lynx"}`); status != want {
			t.Errorf("answer %d is HTTP %d, want %d", i, status, want)
		}
	}
	s.Mend(lynxtest.Price)
	if status, _ := post(t, s, "/model/price", s.Key(), `{"model_id":"wavespeed-ai/lynx"}`); status != 200 {
		t.Errorf("mended: HTTP %d", status)
	}
	for _, b := range []string{"price", "price=frogs", "frogs=500", "price=500*x"} {
		if s.BreakByName(b) == nil {
			t.Errorf("%q was taken", b)
		}
	}
}

// The clips are the real thing: ffmpeg decodes them to the last frame without a word.
func TestClipsPlay(t *testing.T) {
	ffmpeg, err := exec.LookPath("ffmpeg")
	if err != nil {
		t.Skip("no ffmpeg here")
	}
	for _, a := range core.Aspects() {
		name := map[core.Aspect]string{core.Wide: "wide", core.Tall: "tall", core.Square: "square"}[a]
		clip, err := lynxtest.Clip(a)
		if err != nil || len(clip) < 10_000 {
			t.Fatalf("%s: %d bytes, %v", a, len(clip), err)
		}
		var said bytes.Buffer
		cmd := exec.CommandContext(t.Context(), ffmpeg, "-v", "error", "-i", filepath.Join("clips", name+".mp4"), "-f", "null", "-")
		cmd.Stderr = &said
		if err := cmd.Run(); err != nil || said.Len() > 0 {
			t.Errorf("%s: %v, %s", a, err, said.String())
		}
	}
	if _, err := lynxtest.Clip("4:3"); err == nil {
		t.Error("there is a clip of no aspect")
	}
}

func TestTheBalanceSinksWithEverySubmit(t *testing.T) {
	s := start(t, lynxtest.Options{Balance: core.Dollar})
	for i, want := range []int{200, 200, 1407} {
		_, envelope := post(t, s, "/wavespeed-ai/lynx", s.Key(), `{"prompt":"x","image":"https://example.com/x.jpg"}`)
		if envelope["code"] != float64(want) {
			t.Errorf("submit %d: %v", i, envelope)
		}
	}
	_, bills := post(t, s, "/billings/search", s.Key(), `{"page":1,"page_size":10,"billing_type":"deduct"}`)
	if n := fmt.Sprint(bills["data"].(map[string]any)["total"]); n != "2" {
		t.Errorf("%s charges", n)
	}
}
