package lynx_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/lynx/lynxtest"
)

// symptoms are what a client may see instead of an answer to its submit, and which say nothing of whether it was accepted.
func symptoms(w *world) map[string]lynxtest.Fault {
	return map[string]lynxtest.Fault{
		"connection cut":         lynxtest.Cut(),
		"500":                    lynxtest.Say(500, `{"code":500,"message":"internal error","data":null}`),
		"502 HTML":               lynxtest.Say(502, lynxtest.HTML, "Content-Type", "text/html"),
		"504":                    lynxtest.Say(504, `upstream request timeout`),
		"503 with a refusal":     lynxtest.Say(503, `{"code":401,"message":"invalid authentication"}`),
		"408":                    lynxtest.Say(408, ``),
		"422":                    lynxtest.Say(422, `{"detail":[{"msg":"value is not valid"}]}`),
		"404":                    lynxtest.Say(404, `{"error":"model not found"}`),
		"no answer in time":      w.Hang(),
		"empty body":             lynxtest.Say(200, ``),
		"200 without id":         lynxtest.Say(200, `{"code":200,"message":"success","data":{"status":"created"}}`),
		"200 without data":       lynxtest.Say(200, `{"code":200,"invalid":"response"}`),
		"200 with null":          lynxtest.Say(200, `null`),
		"200 with HTML":          lynxtest.Say(200, lynxtest.HTML),
		"200 with an id to fear": lynxtest.Say(200, `{"code":200,"data":{"id":"../../balance","status":"created"}}`),
		"200 with code 500":      lynxtest.Say(200, `{"code":500,"message":"internal error"}`),
		"200 with code 1403":     lynxtest.Say(200, `{"code":1403,"message":"task execution failed"}`),
		"an endless body":        lynxtest.Say(200, strings.Repeat(" ", 3<<20)),
		"half an answer":         lynxtest.Say(200, `{"code":200,"message":"success","data":{"id":"e6832d4a`, "Content-Length", "400"),
		"301":                    lynxtest.Say(301, ``, "Location", w.Base()+"/wavespeed-ai/lynx"),
		"302":                    lynxtest.Say(302, ``, "Location", w.Elsewhere()+"/api/v3/wavespeed-ai/lynx"),
		"307":                    lynxtest.Say(307, ``, "Location", w.Base()+"/wavespeed-ai/lynx"),
		"308":                    lynxtest.Say(308, ``, "Location", w.Elsewhere()+"/api/v3/wavespeed-ai/lynx"),
	}
}

// eachSymptom runs a test in a new world for every symptom.
func eachSymptom(t *testing.T, o lynxtest.Options, test func(t *testing.T, w *world, f lynxtest.Fault)) {
	var names []string
	inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
		for name := range symptoms(w) {
			names = append(names, name)
		}
	})
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			inWorld(t, o, func(t *testing.T, w *world) { test(t, w, symptoms(w)[name]) })
		})
	}
}

func TestAnAcceptedSubmitWithoutAnAnswerIsFoundAndSaved(t *testing.T) {
	eachSymptom(t, lynxtest.Options{}, func(t *testing.T, w *world, f lynxtest.Fault) {
		w.Break(lynxtest.Submit, 1, lynxtest.After(f))
		j := w.job()
		j.ends("", core.Fetched, 1, 1)
		if !j.saw(core.Looking) {
			t.Error("the person was not told that the run is looked for")
		}
	})
}

func TestASubmitOfUnknownOutcomeIsLeftToThePerson(t *testing.T) {
	eachSymptom(t, lynxtest.Options{}, func(t *testing.T, w *world, f lynxtest.Fault) {
		w.Break(lynxtest.Submit, 1, f)
		j := w.job()
		j.ends(core.OutcomeUnknown, core.Submitting, 1, 0)
		// Check again, and again: nothing is submitted.
		j.ends(core.OutcomeUnknown, core.Submitting, 1, 0)
		// Only the person's word sends a second, as a job of its own.
		w.ledger.entries = nil
		w.job().ends("", core.Fetched, 2, 1)
	})
}

func TestARunThatIsLateInTheListIsFound(t *testing.T) {
	inWorld(t, lynxtest.Options{ListLag: 50 * time.Second}, func(_ *testing.T, w *world) {
		w.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Cut()))
		w.job().ends("", core.Fetched, 1, 1)
	})
}

func TestTheLookSurvivesTroubleOfItsOwn(t *testing.T) {
	for name, f := range map[string]lynxtest.Fault{
		"500": lynxtest.Say(500, ``), "garbage": lynxtest.Say(200, `{"code":200,"data":{}}`), "cut": lynxtest.Cut(), "no list": lynxtest.Say(200, `{"code":200,"data":null}`),
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
				w.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Cut()))
				w.Break(lynxtest.List, 3, f)
				w.job().ends("", core.Fetched, 1, 1)
			})
			inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
				w.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Cut()))
				w.Break(lynxtest.List, lynxtest.Always, f)
				j := w.job()
				j.ends(core.OutcomeUnknown, core.Submitting, 1, 1)
				// The service is well again, and the person asks once more.
				w.Mend(lynxtest.List)
				j.ends("", core.Fetched, 1, 1)
			})
		})
	}
}

func TestTwoMatchesAreUnclear(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
		w.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Cut()))
		w.Plant(time.Now().Add(time.Second))
		w.job().ends(core.OutcomeUnknown, core.Submitting, 1, 2)
	})
}

func TestTheUploadTellsOurRunFromAnother(t *testing.T) {
	inWorld(t, lynxtest.Options{ListInputs: true}, func(_ *testing.T, w *world) {
		w.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Cut()))
		w.Plant(time.Now().Add(-5 * time.Second))
		w.job().ends("", core.Fetched, 1, 2)
	})
	inWorld(t, lynxtest.Options{ListInputs: true}, func(_ *testing.T, w *world) {
		w.Break(lynxtest.Submit, 1, lynxtest.Cut())
		w.Plant(time.Now().Add(-5 * time.Second))
		w.job().ends(core.OutcomeUnknown, core.Submitting, 1, 1)
	})
}

func TestARunOfAnotherJobIsNotTaken(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
		w.job().ends("", core.Fetched, 1, 1)
		w.Break(lynxtest.Submit, 1, lynxtest.Cut())
		w.job().ends(core.OutcomeUnknown, core.Submitting, 2, 1)
	})
}

// Two jobs submit at the same time, one is accepted, and neither hears of it: the run may be the one's or the other's.
func TestARunThatTwoJobsMayHaveMadeIsTakenByNeither(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
		other := w.job()
		w.ledger.put(core.Entry{
			Job:  core.Job{ID: other.ID, Request: other.Request, State: core.Working},
			Mark: core.Mark{Step: core.Submitting, At: time.Now()},
		})
		w.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Cut()))
		w.job().ends(core.OutcomeUnknown, core.Submitting, 1, 1)
	})
}

// The other job hears of its run a little later, and then the one that is left is ours.
func TestARunIsTakenWhenItIsPlainWhoseItIs(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
		other := w.job()
		entry := core.Entry{
			Job:  core.Job{ID: other.ID, Request: other.Request, State: core.Working},
			Mark: core.Mark{Step: core.Submitting, At: time.Now()},
		}
		w.ledger.put(entry)
		theirs := w.Plant(time.Now())
		time.AfterFunc(40*time.Second, func() {
			entry.Mark = core.Mark{Step: core.Accepted, RemoteID: theirs, At: time.Now()}
			w.ledger.put(entry)
		})
		w.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Cut()))
		w.job().ends("", core.Fetched, 1, 2)
	})
}

func TestALedgerThatCannotBeReadLeavesItUnclear(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
		w.ledger.err = core.Errorf("read journal", core.DiskFull, "no room")
		w.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Cut()))
		j := w.job()
		j.ends(core.OutcomeUnknown, core.Submitting, 1, 1)
		w.ledger.err = nil
		j.ends("", core.Fetched, 1, 1)
	})
}

func TestARefusalIsToldInItsOwnWords(t *testing.T) {
	for _, c := range []struct {
		name   string
		status int
		body   string
		kind   core.Kind
		words  string
	}{
		{"400", 400, `{"code":400,"message":"bad aspect ratio"}`, core.Rejected, "bad aspect ratio"},
		{"400/1400", 400, `{"code":1400,"message":"prompt is required"}`, core.Rejected, "prompt is required"},
		{"400/1401", 400, `{"code":1401,"message":"aspect_ratio must be one of"}`, core.Rejected, "aspect_ratio"},
		{"200/1401", 200, `{"code":1401,"message":"aspect_ratio must be one of"}`, core.Rejected, "aspect_ratio"},
		{"401", 401, `{"code":401,"message":"invalid authentication"}`, core.KeyRefused, "invalid authentication"},
		{"401 HTML", 401, lynxtest.HTML, core.KeyRefused, "HTTP 401"},
		{"402", 402, `{"message":"Payment Required"}`, core.NoCredit, "Payment Required"},
		{"code 1407", 400, `{"code":1407,"message":"Insufficient credits."}`, core.NoCredit, "Insufficient credits."},
		{"200 with code 1407", 200, `{"code":1407,"message":"Insufficient credits."}`, core.NoCredit, "Insufficient credits."},
		{"no credit by its text", 422, `{"error":"Insufficient credits."}`, core.NoCredit, "Insufficient credits."},
		{"403", 403, `{"code":403,"message":"account suspended"}`, core.Forbidden, "account suspended"},
		{"200 with code 403", 200, `{"code":403,"message":"insufficient role"}`, core.Forbidden, "insufficient role"},
		{"moderation", 400, `{"code":1200,"message":"The content contains sensitive information."}`, core.Moderated, "sensitive"},
		{"detail is a list", 400, `{"detail":[{"loc":["image"],"msg":"field required"}]}`, core.Rejected, "field required"},
		{"errors is a list", 400, `{"errors":["first","second"]}`, core.Rejected, "first"},
	} {
		t.Run(c.name, func(t *testing.T) {
			inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
				w.Break(lynxtest.Submit, 1, lynxtest.Say(c.status, c.body))
				j := w.job()
				j.ends(c.kind, core.Uploaded, 1, 0)
				if text := w.texts[0]; !strings.Contains(text, c.words) {
					t.Errorf("the error is %q, want %q in it", text, c.words)
				}
				// Trying again is a new submit, and the picture is there already.
				j.ends("", core.Fetched, 2, 1)
				if n := w.Count(lynxtest.Put); n != 1 {
					t.Errorf("%d uploads", n)
				}
			})
		})
	}
}

func TestTheServiceItselfRefusesWhatIsWrong(t *testing.T) {
	inWorld(t, lynxtest.Options{Balance: 30 * core.Cent}, func(_ *testing.T, w *world) {
		w.job().ends(core.NoCredit, core.Uploaded, 1, 0)
	})
	inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
		j := w.job()
		j.Request.Aspect = "4:3"
		j.ends(core.Rejected, core.Uploaded, 1, 0)
	})
	inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
		j := w.job()
		j.Request.Prompt = " "
		j.ends(core.Rejected, core.Uploaded, 1, 0)
	})
}

// tooMany is the body of a 429.
const tooMany = `{"code":429,"message":"You have reached your concurrency limit"}`

func TestA429IsWaitedOutAndSubmittedAgain(t *testing.T) {
	for _, c := range []struct {
		name   string
		header []string
		least  time.Duration
	}{
		{"without Retry-After", nil, 65 * time.Second},
		{"with seconds", []string{"Retry-After", "17"}, 17 * time.Second},
		{"with a date", []string{"Retry-After", "Sat, 01 Jan 2000 00:01:30 GMT"}, 80 * time.Second},
		{"with nonsense", []string{"Retry-After", "soon"}, 65 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
				w.Break(lynxtest.Submit, 1, lynxtest.Say(429, tooMany, c.header...))
				began := time.Now()
				j := w.job()
				j.ends("", core.Fetched, 2, 1)
				if rested := w.Runs()[0].Created.Sub(began); rested < c.least || rested > c.least+15*time.Second {
					t.Errorf("submitted again after %v, want %v", rested, c.least)
				}
				if w.Count(lynxtest.List) != 1 {
					t.Errorf("looked %d times, want once, after the rest", w.Count(lynxtest.List))
				}
			})
		})
	}
}

// What became of a submit that got a 429 is looked up, in this process or the next, before it is sent again.
func TestA429IsLookedUpBeforeItIsSubmittedAgain(t *testing.T) {
	t.Run("accepted all the same", func(t *testing.T) {
		inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
			w.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Say(429, tooMany)))
			w.job().ends("", core.Fetched, 1, 1)
		})
	})
	t.Run("accepted all the same and late in the list", func(t *testing.T) {
		inWorld(t, lynxtest.Options{ListLag: 20 * time.Second}, func(_ *testing.T, w *world) {
			w.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Say(429, tooMany)))
			w.job().ends("", core.Fetched, 1, 1)
		})
	})
	t.Run("killed while it rests", func(t *testing.T) {
		inWorld(t, lynxtest.Options{ListLag: 20 * time.Second}, func(_ *testing.T, w *world) {
			w.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Say(429, tooMany)))
			j := w.job()
			_ = j.runFor(10 * time.Second)
			j.ends("", core.Fetched, 1, 1) // it was accepted all the same, and the next process looks before it submits
		})
	})
	t.Run("killed while it rests and refused", func(t *testing.T) {
		inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
			w.Break(lynxtest.Submit, 1, lynxtest.Say(429, tooMany))
			began := time.Now()
			j := w.job()
			_ = j.runFor(10 * time.Second)
			j.ends("", core.Fetched, 2, 1) // the next process knows of the 429 by the mark alone, and rests on
			for _, r := range w.Runs() {
				if rested := r.Created.Sub(began); rested < 65*time.Second || w.Count(lynxtest.List) != 1 {
					t.Errorf("submitted again after %v and %d looks, want 65 s and one", rested, w.Count(lynxtest.List))
				}
			}
		})
	})
	t.Run("somebody else's run is told apart by its input", func(t *testing.T) {
		for _, o := range []lynxtest.Options{{ListInputs: true}, {TellInputs: true}} {
			inWorld(t, o, func(_ *testing.T, w *world) {
				w.Break(lynxtest.Submit, 1, lynxtest.Say(429, tooMany))
				w.Plant(time.Now().Add(time.Second))
				w.job().ends("", core.Fetched, 2, 2)
			})
		}
	})
	t.Run("somebody else's run is told apart by its time", func(t *testing.T) {
		inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
			w.Break(lynxtest.Submit, 1, lynxtest.Say(429, tooMany))
			w.Plant(time.Now().Add(15 * time.Second))
			w.job().ends("", core.Fetched, 2, 2)
		})
	})
	t.Run("accepted all the same, and the list does not tell when", func(t *testing.T) {
		for _, o := range []lynxtest.Options{{}, {TellInputs: true}} {
			inWorld(t, o, func(_ *testing.T, w *world) {
				w.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Say(429, tooMany)))
				w.Break(lynxtest.List, lynxtest.Always, lynxtest.Alter(func(data map[string]any) {
					items, _ := data["items"].([]any)
					for _, item := range items {
						delete(item.(map[string]any), "created_at")
					}
				}))
				if o.TellInputs {
					w.job().ends("", core.Fetched, 1, 1)
				} else {
					w.job().ends(core.OutcomeUnknown, core.Submitting, 1, 1)
				}
			})
		}
	})
	t.Run("killed while it rests, and the service has forgotten all by now", func(t *testing.T) {
		inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
			w.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Say(429, tooMany)))
			j := w.job()
			_ = j.runFor(10 * time.Second)
			time.Sleep(8 * 24 * time.Hour)
			j.ends(core.OutcomeUnknown, core.Submitting, 1, 1)
		})
	})
	t.Run("stopped while it rests", func(t *testing.T) {
		inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
			w.Break(lynxtest.Submit, 1, lynxtest.Say(429, tooMany))
			j := w.job()
			if err := j.runFor(30 * time.Second); !errors.Is(err, context.DeadlineExceeded) || j.last().Step != core.Submitting {
				t.Errorf("Generate = %v at %q, want the end of the context at %q", err, j.last().Step, core.Submitting)
			}
		})
	})
	t.Run("for ever", func(t *testing.T) {
		inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
			w.Break(lynxtest.Submit, lynxtest.Always, lynxtest.Say(429, tooMany))
			err := w.job().run(context.Background())
			if core.KindOf(err) != core.Busy || w.Submits() > 20 || len(w.Runs()) != 0 {
				t.Errorf("Generate = %v after %d submits", err, w.Submits())
			}
		})
	})
	t.Run("by the service's own limit", func(t *testing.T) {
		inWorld(t, lynxtest.Options{InFlight: 1}, func(t *testing.T, w *world) {
			// Somebody made a run on the service's own page just before. It is not ours.
			w.Plant(time.Now().Add(-20 * time.Second))
			w.job().ends("", core.Fetched, 2, 2)
		})
	})
}

func TestWithoutANetworkNothingIsSubmittedAndNothingIsUnclear(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
		j := w.job()
		j.save = func(m core.Mark) error {
			w.net.SetDown(m.Step == core.Submitting)
			return nil
		}
		j.ends(core.Offline, core.Uploaded, 0, 0)
		w.net.SetDown(false)
		j.save = nil
		j.ends("", core.Fetched, 1, 1)
	})
}

func TestASubmitIsNotCutOffByWhoStopsWaiting(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		ctx, cancel := context.WithCancel(context.Background())
		w.Break(lynxtest.Submit, 1, func(rw http.ResponseWriter, r *http.Request, h http.HandlerFunc) {
			cancel()
			time.Sleep(20 * time.Second)
			h(rw, r)
		})
		j := w.job()
		if err := j.run(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("Generate = %v, want the end of the context", err)
		}
		if m := j.last(); m.Step != core.Accepted || m.RemoteID != w.Runs()[0].ID {
			t.Errorf("the last mark is %+v, want the run that was accepted", m)
		}
		j.ends("", core.Fetched, 1, 1)
	})
}

func TestTheSubmitGoesOutOnlyWhenItsMarkIsDurable(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
		j := w.job()
		j.save = func(m core.Mark) error {
			if m.Step == core.Submitting {
				return core.Errorf("save", core.DiskFull, "no room")
			}
			return nil
		}
		j.ends(core.DiskFull, core.Uploaded, 0, 0)
	})
}

func TestAnAcceptedRunThatCannotBeNotedIsFoundLater(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
		j := w.job()
		j.save = func(m core.Mark) error {
			if m.Step == core.Accepted {
				return core.Errorf("save", core.DiskFull, "no room")
			}
			return nil
		}
		j.ends(core.OutcomeUnknown, core.Submitting, 1, 1)
		j.save = nil
		j.ends("", core.Fetched, 1, 1)
	})
}

func TestAJobKilledAtItsSubmitIsLookedUp(t *testing.T) {
	for _, c := range []struct {
		name string
		ago  time.Duration // from the kill to the next start
	}{{"at once", 0}, {"an hour ago", time.Hour}, {"five days ago", 5 * 24 * time.Hour}} {
		t.Run(c.name, func(t *testing.T) {
			inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) { // before its POST
				at := time.Now()
				time.Sleep(c.ago)
				w.jobAt(core.Mark{Step: core.Submitting, UploadURL: w.Elsewhere() + "/media/x", At: at}).ends(core.OutcomeUnknown, core.Submitting, 0, 0)
			})
			inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) { // after it
				at := time.Now()
				w.Plant(at.Add(2 * time.Second))
				time.Sleep(c.ago)
				j := w.jobAt(core.Mark{Step: core.Submitting, At: at})
				j.Request.Aspect = core.Wide // as Plant has it
				j.ends("", core.Fetched, 0, 1)
			})
		})
	}
}

// A refusal makes the picture no younger: the service must still have it when it is paid for.
func TestAPictureIsUploadedAgainWhenItsUploadIsOld(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		w.Break(lynxtest.Submit, 2, lynxtest.Say(402, `{"message":"Payment Required"}`))
		j := w.job()
		for submits := range 2 {
			j.ends(core.NoCredit, core.Uploaded, 1+submits, 0)
			time.Sleep(20 * time.Hour)
		}
		j.ends("", core.Fetched, 3, 1)
		if n := w.Count(lynxtest.Put); n != 2 {
			t.Errorf("%d uploads", n)
		}
	})
}

// A clock that is wrong, or that is set while a job runs, does not hide the run that a submit made.
func TestClockJumps(t *testing.T) {
	for _, ahead := range []time.Duration{-26 * time.Hour, -time.Hour, time.Hour, 26 * time.Hour} {
		t.Run(fmt.Sprint("the service is ahead by ", ahead), func(t *testing.T) {
			inWorld(t, lynxtest.Options{Ahead: ahead}, func(_ *testing.T, w *world) {
				w.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Cut()))
				w.job().ends("", core.Fetched, 1, 1)
			})
			inWorld(t, lynxtest.Options{Ahead: ahead}, func(_ *testing.T, w *world) {
				at := time.Now()
				w.Plant(at.Add(ahead))
				j := w.jobAt(core.Mark{Step: core.Submitting, At: at})
				j.Request.Aspect = core.Wide
				j.ends("", core.Fetched, 0, 1)
			})
		})
		t.Run(fmt.Sprint("ours is set by ", ahead), func(t *testing.T) {
			for _, step := range []core.Step{core.Uploaded, core.Submitting, core.Accepted, core.Made} {
				inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
					set := time.Duration(0)
					w.client.Clock = func() time.Time { return time.Now().Add(set) }
					w.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Cut()))
					j := w.job()
					j.save = func(m core.Mark) error {
						if m.Step == step {
							set = ahead
						}
						return nil
					}
					j.ends("", core.Fetched, 1, 1)
				})
			}
		})
	}
}

// On a connection that the service has just closed, net/http sends some requests again. Not this one.
func TestASubmitHasAConnectionOfItsOwn(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		w.Break(lynxtest.Submit, 1, func(rw http.ResponseWriter, r *http.Request, h http.HandlerFunc) {
			if !r.Close {
				t.Error("the submit's connection is kept for others")
			}
			if r.Header.Get("Idempotency-Key") != "" || r.Header.Get("X-Idempotency-Key") != "" {
				t.Error("the submit has a header that makes net/http send it again")
			}
			h(rw, r)
		})
		w.job().ends("", core.Fetched, 1, 1)
	})
}

// A run that somebody else made just then is not taken at first sight: our own may be late in the list, and then nobody can tell.
func TestAStrangersRunIsNotTakenAtFirstSight(t *testing.T) {
	inWorld(t, lynxtest.Options{ListLag: 40 * time.Second}, func(_ *testing.T, w *world) {
		w.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Say(500, ``)))
		w.Plant(time.Now().Add(2 * time.Second))
		w.job().ends(core.OutcomeUnknown, core.Submitting, 1, 2)
	})
}

// Three submits in a row of which nobody heard are three runs, in their order.
func TestSeveralUnknownSubmitsAreResolvedTogether(t *testing.T) {
	inWorld(t, lynxtest.Options{Ahead: 2 * time.Minute}, func(t *testing.T, w *world) {
		var jobs []*job
		for i := range 3 {
			w.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Cut()))
			j := w.job()
			j.Request.Prompt = fmt.Sprint("clip ", i)
			_ = j.runFor(30 * time.Second) // killed while it looks
			jobs = append(jobs, j)
		}
		for i, j := range jobs {
			if err := j.run(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := w.Runs()[i]; got.ID != j.last().RemoteID || got.Order.Prompt != j.Request.Prompt {
				t.Errorf("%q has the run of %q", j.Request.Prompt, got.Order.Prompt)
			}
		}
		if w.Submits() != 3 {
			t.Errorf("%d submits", w.Submits())
		}
	})
}

// What a process that is killed after its POST leaves behind must say what the clock showed at the POST, not before the wait for its turn.
func TestAClockThatIsSetBeforeTheSubmitIsInTheMark(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		var set atomic.Int64
		w.client.Clock = func() time.Time { return time.Now().Add(time.Duration(set.Load())) }
		w.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Cut()))
		w.Break(lynxtest.List, lynxtest.Always, lynxtest.Say(500, ""))
		j := w.job()
		j.save = func(m core.Mark) error {
			if m.Step == core.Submitting { // while it waits for its turn
				set.Store(int64(time.Hour))
			}
			return nil
		}
		j.ends(core.OutcomeUnknown, core.Submitting, 1, 1)
		if s := j.last().Submit; (s.Ahead+time.Hour).Abs() > s.Error || s.Error > 10*time.Second {
			t.Errorf("the mark says that the service is ahead by %v, or %v more or less", s.Ahead, s.Error)
		}
	})
}
