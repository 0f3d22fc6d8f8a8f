package lynx_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/lynx/lynxtest"
)

func TestTroubleWithTheAskingDoesNotTouchTheRun(t *testing.T) {
	for _, c := range []struct {
		name  string
		times int
		fault func(w *world) lynxtest.Fault
	}{
		{"500 three times", 3, says(500, `{"code":500}`)},
		{"garbage", 2, says(200, `{"code":200,"data":[`)},
		{"HTML", 2, says(502, lynxtest.HTML)},
		{"200 with HTML", 2, says(200, lynxtest.HTML)},
		{"400", 2, says(400, `{"code":1401,"message":"invalid id"}`)},
		{"no answer in time", 1, (*world).hang},
		{"cut", 3, func(*world) lynxtest.Fault { return lynxtest.Cut() }},
		{"half an answer", 2, func(*world) lynxtest.Fault { return lynxtest.CutAt(0.5) }},
		{"404 in the first minute", 4, says(404, `{"error":"task not found"}`)},
		{"429 with Retry-After", 1, says(429, `{}`, "Retry-After", "40")},
		{"a redirect", 2, func(w *world) lynxtest.Fault {
			return lynxtest.Say(302, ``, "Location", w.Elsewhere()+"/predictions/x")
		}},
		{"another run", 2, alters(func(d map[string]any) { d["id"] = "0123456789abcdef0123456789abcdef" })},
		{"an unknown status", 20, alters(func(d map[string]any) { d["status"] = "dreaming" })},
		{"a status that is a number", 3, alters(func(d map[string]any) { d["status"] = 7 })},
		{"completed without outputs", 3, alters(func(d map[string]any) { d["status"], d["outputs"] = "completed", []string{} })},
		{"completed with null outputs", 3, alters(func(d map[string]any) { d["status"], d["outputs"] = "completed", nil })},
		{"null fields", lynxtest.Always, alters(func(d map[string]any) {
			d["has_nsfw_contents"], d["error"], d["timings"], d["urls"], d["created_at"], d["model"] = nil, nil, nil, nil, nil, nil
		})},
		{"fields of other types", lynxtest.Always, alters(func(d map[string]any) {
			d["has_nsfw_contents"], d["error"], d["timings"], d["code"], d["created_at"], d["model"] = "no", []string{}, 3, "0", 12, map[string]any{}
		})},
		{"outputs that are objects", lynxtest.Always, alters(func(d map[string]any) {
			if outputs := d["outputs"].([]any); len(outputs) > 0 {
				d["outputs"] = []map[string]any{{"url": outputs[0]}}
			}
		})},
		{"an address for asking on a foreign host", lynxtest.Always, func(w *world) lynxtest.Fault {
			return lynxtest.Alter(func(d map[string]any) { d["urls"] = map[string]any{"get": w.Elsewhere() + "/predictions/x/result"} })
		}},
		{"succeeded", lynxtest.Always, alters(func(d map[string]any) {
			if d["status"] == "completed" {
				d["status"] = "Succeeded"
			}
		})},
	} {
		t.Run(c.name, func(t *testing.T) {
			inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
				w.Break(lynxtest.Result, c.times, c.fault(w))
				w.job().ends("", core.Fetched, 1, 1)
				for _, r := range w.Requests() {
					if "http://"+r.Host == w.Elsewhere() {
						t.Errorf("went to the foreign host: %+v", r)
					}
				}
			})
		})
	}
}

func says(status int, body string, header ...string) func(*world) lynxtest.Fault {
	return func(*world) lynxtest.Fault { return lynxtest.Say(status, body, header...) }
}

func alters(change func(map[string]any)) func(*world) lynxtest.Fault {
	return func(*world) lynxtest.Fault { return lynxtest.Alter(change) }
}

func (w *world) hang() lynxtest.Fault { return w.Hang() }

// Trouble that lasts is told, and the job goes on from its mark when it is over.
func TestTroubleThatLastsHoldsTheJobUp(t *testing.T) {
	for _, c := range []struct {
		name  string
		fault lynxtest.Fault
		kind  core.Kind
	}{
		{"500", lynxtest.Say(500, ``), core.ServiceDown},
		{"401", lynxtest.Say(401, `{"message":"invalid authentication"}`), core.KeyRefused},
		{"403", lynxtest.Say(403, `{"message":"account suspended"}`), core.Forbidden},
		{"404", lynxtest.Say(404, `{"error":"task not found"}`), core.Expired},
		{"cut", lynxtest.Cut(), core.Offline},
		{"completed without outputs", lynxtest.Alter(func(d map[string]any) { d["status"], d["outputs"] = "completed", nil }), core.RemoteFailed},
	} {
		t.Run(c.name, func(t *testing.T) {
			inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
				w.Break(lynxtest.Result, lynxtest.Always, c.fault)
				began := time.Now()
				j := w.job()
				j.ends(c.kind, core.Accepted, 1, 1)
				least, most := time.Minute, 3*time.Minute
				if c.kind == core.KeyRefused {
					least, most = 5*time.Second, 20*time.Second
				}
				if took := time.Since(began); took < least || took > most {
					t.Errorf("believed after %v", took)
				}
				w.Mend(lynxtest.Result)
				j.ends("", core.Fetched, 1, 1)
			})
		})
	}
}

func TestWithoutANetworkAPaidRunWaits(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
		w.Break(lynxtest.Submit, 1, func(rw http.ResponseWriter, r *http.Request, h http.HandlerFunc) {
			h(rw, r)
			w.net.SetDown(true)
			rw.Header().Set("Connection", "close")
		})
		w.Break(lynxtest.Result, 1, lynxtest.Cut()) // the connection that is there already
		j := w.job()
		j.ends(core.Offline, core.Accepted, 1, 1)
		w.net.SetDown(false)
		j.ends("", core.Fetched, 1, 1)
	})
}

func TestAVerdictEndsTheJobInItsOwnWords(t *testing.T) {
	for _, c := range []struct {
		name   string
		ending lynxtest.Ending
		kind   core.Kind
	}{
		{"cancelled", lynxtest.Ending{Status: "cancelled"}, core.RemoteStopped},
		{"canceled", lynxtest.Ending{Status: "canceled"}, core.RemoteStopped},
		{"timeout", lynxtest.Ending{Status: "timeout"}, core.RemoteStopped},
		{"deleted", lynxtest.Ending{Status: "deleted"}, core.Expired},
		{"failed 1200", lynxtest.Ending{Status: "failed", Code: 1200, Error: "The content contains sensitive information."}, core.Moderated},
		{"failed 1402", lynxtest.Ending{Status: "failed", Code: 1402, Error: "Failed to download image from the provided URL."}, core.RemoteFailed},
		{"failed 1403", lynxtest.Ending{Status: "failed", Code: 1403, Error: "Request failed. Please check your input parameters and try again."}, core.RemoteFailed},
		{"failed 5000", lynxtest.Ending{Status: "failed", Code: 5000, Error: "internal error"}, core.RemoteFailed},
		{"failed 1407", lynxtest.Ending{Status: "failed", Code: 1407, Error: "Insufficient credits."}, core.NoCredit},
		{"no face", lynxtest.Ending{Status: "failed", Code: 1403, Error: "No face detected in the image"}, core.NoFace},
		{"no face in other words", lynxtest.Ending{Status: "failed", Code: 0, Error: "ValueError: could not detect a face"}, core.NoFace},
		{"failed without a word", lynxtest.Ending{Status: "failed"}, core.RemoteFailed},
	} {
		t.Run(c.name, func(t *testing.T) {
			inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
				w.End(c.ending)
				w.job().ends(c.kind, core.Accepted, 1, 1)
				if !strings.Contains(w.texts[0], c.ending.Error) {
					t.Errorf("the error is %q, want %q in it", w.texts[0], c.ending.Error)
				}
			})
		})
	}
}

// The service may repeat a failed run's code in the envelope.
func TestAVerdictBehindABadEnvelopeIsSeen(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
		w.Break(lynxtest.Result, lynxtest.Always, func(rw http.ResponseWriter, r *http.Request, _ http.HandlerFunc) {
			lynxtest.Say(200, `{"code":1200,"message":"failed","data":{"id":"`+r.PathValue("id")+`","status":"failed","code":1200,"error":"x"}}`)(rw, r, nil)
		})
		w.job().ends(core.Moderated, core.Accepted, 1, 1)
	})
}

func TestAVerdictTellsNoAddress(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		w.End(lynxtest.Ending{Status: "failed", Code: 1402, Error: "cannot read " + w.Elsewhere() + "/media/x?signature=abc with " + w.Key() + "\n" + strings.Repeat("é", 1000)})
		w.job().ends(core.RemoteFailed, core.Accepted, 1, 1)
		if n := len([]rune(w.texts[0])); n > 400 {
			t.Errorf("the error has %d characters", n)
		}
	})
}

func TestARunThatTakesForEverIsLeftAlone(t *testing.T) {
	inWorld(t, lynxtest.Options{Fast: 40 * time.Minute, Slow: 40 * time.Minute}, func(t *testing.T, w *world) {
		j := w.job()
		began := time.Now()
		j.ends(core.StillRunning, core.Accepted, 1, 1)
		if took := time.Since(began); took < 15*time.Minute || took > 16*time.Minute {
			t.Errorf("waited %v", took)
		}
		polls := w.Count(lynxtest.Result)
		if polls < 60 || polls > 180 {
			t.Errorf("asked %d times in 15 minutes", polls)
		}
		// From then on one question is one question.
		j.ends(core.StillRunning, core.Accepted, 1, 1)
		if n := w.Count(lynxtest.Result) - polls; n != 1 {
			t.Errorf("asked %d times more", n)
		}
		time.Sleep(30 * time.Minute)
		j.ends("", core.Fetched, 1, 1)
	})
}

// A closed lid stops everything between two polls; then the connection is dead and the clock has jumped.
func TestLaptopSleep(t *testing.T) {
	for _, at := range []lynxtest.Endpoint{lynxtest.Result, lynxtest.List, lynxtest.Media} {
		t.Run(string(at), func(t *testing.T) {
			inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
				lid := &lid{RoundTripper: w.client.Transport}
				w.client.Transport = lid
				if at == lynxtest.List {
					w.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Cut()))
				}
				w.Break(at, 1, func(rw http.ResponseWriter, r *http.Request, h http.HandlerFunc) {
					lid.close = true
					lynxtest.Cut()(rw, r, h)
				})
				w.job().ends("", core.Fetched, 1, 1)
			})
		})
	}
}

// A lid is a transport on which an hour passes when it is closed, whatever timers say.
type lid struct {
	http.RoundTripper
	close bool
}

func (l *lid) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := l.RoundTripper.RoundTrip(r)
	if l.close {
		l.close = false
		time.Sleep(time.Hour)
		return nil, errors.New("connection reset by peer")
	}
	return resp, err
}

func TestAKeyThatIsChangedWhileAJobRuns(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		var key atomic.Value
		key.Store(w.Key())
		w.client.Key = func() string { return key.Load().(string) }
		w.Break(lynxtest.Result, 1, func(rw http.ResponseWriter, r *http.Request, h http.HandlerFunc) {
			w.SetKey("wsk_another")
			h(rw, r)
		})
		j := w.job()
		j.ends(core.KeyRefused, core.Accepted, 1, 1) // the person is told
		key.Store(" wsk_another\n")
		j.ends("", core.Fetched, 1, 1)
		refused := 0
		for _, r := range w.Requests() {
			if r.At == lynxtest.Result && r.Header.Get("Authorization") != "Bearer wsk_another" {
				refused++
			}
		}
		if refused < 2 {
			t.Error("the old key was never refused")
		}
	})
}

func TestAJobGoesOnFromEveryMark(t *testing.T) {
	for _, step := range []core.Step{core.New, core.Uploaded, core.Accepted, core.Made, core.Fetched} {
		t.Run(string(step), func(t *testing.T) {
			inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
				ctx, cancel := context.WithCancel(context.Background())
				j := w.job()
				j.save = func(m core.Mark) error {
					if m.Step == step {
						cancel()
					}
					return nil
				}
				if step == core.New {
					cancel()
				}
				if err := j.run(ctx); step != core.Fetched && !errors.Is(err, context.Canceled) {
					t.Errorf("Generate = %v", err)
				}
				j.ends("", core.Fetched, 1, 1)
			})
		})
	}
}

// "Bring my clips home": the mark and nothing else, not even the picture.
func TestAClipIsFetchedByItsIDForFree(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		done, running := w.Plant(time.Now().Add(-time.Hour)), w.Plant(time.Now())
		known, old := w.Plant(time.Now().Add(-2*time.Hour)), w.Plant(time.Now().Add(-8*24*time.Hour))
		found, err := w.client.Finished(t.Context(), func(id string) bool { return id == known })
		if err != nil || len(found) != 1 || found[0].ID != done {
			t.Fatalf("Finished = %+v, %v; want %s, and not %s, %s, %s", found, err, done, running, known, old)
		}
		j := w.jobAt(core.Mark{Step: core.Accepted, RemoteID: found[0].ID})
		j.Request = core.Request{Aspect: core.Wide, Engine: core.Lynx}
		j.ends("", core.Fetched, 0, 4)
	})
}
