package lynx_test

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/lynx/lynxtest"
)

func TestUploadFaults(t *testing.T) {
	for _, c := range []struct {
		name      string
		at        lynxtest.Endpoint
		times     int
		fault     func(w *world) lynxtest.Fault
		kind      core.Kind
		step      core.Step
		form      bool // the picture went the older way
		tickets   int
		longerMin time.Duration
	}{
		{name: "well", at: lynxtest.Other, fault: says(200, ``), tickets: 1},
		{name: "no tickets: 404", at: lynxtest.Ticket, times: 1, fault: says(404, `{"message":"not found"}`), form: true, tickets: 1},
		{name: "no tickets: 405", at: lynxtest.Ticket, times: 1, fault: says(405, ``), form: true, tickets: 1},
		{name: "ticket 500", at: lynxtest.Ticket, times: 2, fault: says(500, ``), tickets: 3},
		{name: "ticket cut", at: lynxtest.Ticket, times: 2, fault: func(*world) lynxtest.Fault { return lynxtest.Cut() }, tickets: 3},
		{name: "ticket 429", at: lynxtest.Ticket, times: 1, fault: says(429, ``, "Retry-After", "30"), tickets: 2, longerMin: 30 * time.Second},
		{name: "ticket is garbage", at: lynxtest.Ticket, times: 1, fault: says(200, `{"code":200,"data":"soon"}`), tickets: 2},
		{name: "ticket for POST", at: lynxtest.Ticket, times: 1, fault: alters(func(d map[string]any) { d["upload"].(map[string]any)["method"] = "POST" }), tickets: 2},
		{name: "ticket without https", at: lynxtest.Ticket, times: 1, fault: alters(func(d map[string]any) {
			d["upload"].(map[string]any)["url"] = "http://storage.example.com/put"
		}), tickets: 2},
		{name: "ticket that asks for the key", at: lynxtest.Ticket, times: 1, fault: func(w *world) lynxtest.Fault {
			return lynxtest.Alter(func(d map[string]any) {
				d["upload"].(map[string]any)["headers"] = map[string]string{"X-Token": w.Key()}
			})
		}, tickets: 2},
		{name: "ticket 401", at: lynxtest.Ticket, times: 1, fault: says(401, `{}`), kind: core.KeyRefused, step: core.New, tickets: 1},
		{name: "ticket 402", at: lynxtest.Ticket, times: 1, fault: says(402, `{}`), kind: core.NoCredit, step: core.New, tickets: 1},
		{name: "ticket 413", at: lynxtest.Ticket, times: 1, fault: says(413, `{}`), kind: core.PictureTooLarge, step: core.New, tickets: 1},
		{name: "200 with code 500", at: lynxtest.Ticket, times: 1, fault: says(200, `{"code":500,"message":"Upload failed: invalid file type"}`), tickets: 2},
		{name: "ticket 500 for ever", at: lynxtest.Ticket, times: lynxtest.Always, fault: says(500, ``), kind: core.ServiceDown, step: core.New, tickets: 10},
		{name: "PUT 403: the ticket has expired", at: lynxtest.Put, times: 1, fault: says(403, `<Error>AccessDenied</Error>`), tickets: 2},
		{name: "PUT answered with a page", at: lynxtest.Put, times: 1, fault: says(200, lynxtest.HTML), tickets: 2},
		{name: "PUT stored and cut", at: lynxtest.Put, times: 1, fault: func(*world) lynxtest.Fault { return lynxtest.After(lynxtest.Cut()) }, tickets: 2},
		{name: "PUT stalls", at: lynxtest.Put, times: 1, fault: func(w *world) lynxtest.Fault { return w.HangInBody() }, tickets: 2, longerMin: 45 * time.Second},
		{name: "PUT is not answered", at: lynxtest.Put, times: 1, fault: (*world).hang, tickets: 2, longerMin: 45 * time.Second},
		{name: "PUT redirected", at: lynxtest.Put, times: 1, fault: func(w *world) lynxtest.Fault { return lynxtest.Say(307, ``, "Location", w.Elsewhere()+"/put/x") }, tickets: 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
				w.Break(c.at, c.times, c.fault(w))
				began := time.Now()
				j := w.job()
				if c.kind == "" {
					j.ends("", core.Fetched, 1, 1)
					want, err := os.ReadFile(j.Request.Picture.Path)
					if err != nil || !bytes.Equal(w.Runs()[0].Order.Picture, want) {
						t.Errorf("the picture that came is not the one that was sent (%v)", err)
					}
					if took := w.Runs()[0].Created.Sub(began); took < c.longerMin {
						t.Errorf("uploaded after %v", took)
					}
				} else {
					j.ends(c.kind, c.step, 0, 0)
				}
				if (w.Count(lynxtest.Form) == 1) != c.form || w.Count(lynxtest.Ticket) != c.tickets {
					t.Errorf("%d tickets and %d forms", w.Count(lynxtest.Ticket), w.Count(lynxtest.Form))
				}
			})
		})
	}
}

func TestASlowUploadGoesOnForAsLongAsItMoves(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		noise := image.NewGray(image.Rect(0, 0, 400, 400))
		for i := range noise.Pix {
			noise.Pix[i] = byte(i * i >> 3)
		}
		var b bytes.Buffer
		if err := jpeg.Encode(&b, noise, &jpeg.Options{Quality: 100}); err != nil {
			t.Fatal(err)
		}
		j := w.job()
		j.Request.Picture.Path = filepath.Join(t.TempDir(), "noise.jpg")
		if err := os.WriteFile(j.Request.Picture.Path, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		w.Break(lynxtest.Put, 1, func(rw http.ResponseWriter, r *http.Request, h http.HandlerFunc) {
			r.Body = struct {
				io.Reader
				io.Closer
			}{slowReader{r.Body}, r.Body}
			h(rw, r)
		})
		j.ends("", core.Fetched, 1, 1)
		if took := w.Runs()[0].Created.Sub(began); took < 2*time.Minute {
			t.Errorf("%d bytes were uploaded in %v, which is not slow", b.Len(), took)
		}
	})
}

// A slowReader reads a thousand bytes a second.
type slowReader struct{ io.Reader }

func (s slowReader) Read(p []byte) (int, error) {
	time.Sleep(time.Second)
	return s.Reader.Read(p[:min(len(p), 1000)])
}

func TestOnlyTheFrameIsSentWhenItIsAskedFor(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		j := w.job()
		j.Request.Framed = true
		j.ends("", core.Fetched, 1, 1)
		c, format, err := image.DecodeConfig(bytes.NewReader(w.Runs()[0].Order.Picture))
		if err != nil || format != "jpeg" || c.Width != 135 || c.Height != 240 {
			t.Errorf("sent a %s of %d×%d (%v), want the 9:16 part of 320×240", format, c.Width, c.Height, err)
		}
	})
}

func TestAPictureThatIsNotThereCostsNothing(t *testing.T) {
	for _, framed := range []bool{false, true} {
		inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
			j := w.job()
			j.Request.Picture.Path, j.Request.Framed = filepath.Join("testdata", "none.jpg"), framed
			j.ends(core.PictureMissing, core.New, 0, 0)
		})
	}
	inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
		j := w.job()
		j.Request.Picture.Path = "world_test.go"
		j.ends(core.PictureUnknown, core.New, 0, 0)
	})
}

func TestDownloadFaults(t *testing.T) {
	for _, c := range []struct {
		name   string
		faults func(w *world)
		kind   core.Kind
		ranges int // how many downloads asked for a part
	}{
		{name: "cut at half, with ranges", faults: breaks(1, lynxtest.CutAt(0.5)), ranges: 1},
		{name: "cut twice, with ranges", faults: breaks(2, lynxtest.CutAt(0.5)), ranges: 2},
		{name: "cut at half, without ranges", ranges: 1, faults: func(w *world) {
			w.Break(lynxtest.Media, 1, lynxtest.CutAt(0.5))
			w.Break(lynxtest.Media, lynxtest.Always, lynxtest.NoRanges())
		}},
		{name: "cut, and then another part than asked for", ranges: 1, faults: func(w *world) {
			w.Break(lynxtest.Media, 1, lynxtest.CutAt(0.5))
			w.Break(lynxtest.Media, 1, lynxtest.Say(206, "xyz", "Content-Range", "bytes 7-9/10"))
		}},
		{name: "cut, and then the file has changed", ranges: 1, faults: func(w *world) {
			w.Break(lynxtest.Media, 1, lynxtest.CutAt(0.5))
			w.Break(lynxtest.Media, 1, lynxtest.Say(416, ""))
		}},
		{name: "cut, and then a page instead of the rest", ranges: 1, faults: func(w *world) {
			w.Break(lynxtest.Media, 1, lynxtest.CutAt(0.5))
			w.Break(lynxtest.Media, 1, lynxtest.Say(200, lynxtest.HTML))
		}},
		{name: "cut, and nothing tells one file from another", ranges: 0, faults: breaks(1, func(rw http.ResponseWriter, r *http.Request, h http.HandlerFunc) {
			lynxtest.CutAt(0.5)(anonymous{rw}, r, h)
		})},
		{name: "stalls", ranges: 1, faults: func(w *world) { w.Break(lynxtest.Media, 1, w.StallAt(0.5)) }},
		{name: "404 once", faults: breaks(1, lynxtest.Say(404, "")), ranges: 0},
		{name: "403 once: the link has expired", faults: breaks(1, lynxtest.Say(403, "")), ranges: 0},
		{name: "500 and 503", faults: breaks(3, lynxtest.Say(503, "")), ranges: 0},
		{name: "a page with 200", faults: breaks(2, lynxtest.Say(200, lynxtest.HTML)), ranges: 0},
		{name: "nothing with 200", faults: breaks(2, lynxtest.Say(200, "")), ranges: 0},
		{name: "too short by its own account", faults: breaks(2, lynxtest.Shorten(0.7)), ranges: 0},
		{name: "connection cut", faults: breaks(3, lynxtest.Cut()), ranges: 0},
		{name: "redirect to another host", faults: func(w *world) {
			w.Break(lynxtest.Media, 1, func(rw http.ResponseWriter, r *http.Request, h http.HandlerFunc) {
				lynxtest.Say(302, "", "Location", w.Elsewhere()+r.URL.Path+"?signature=x")(rw, r, h)
			})
		}, ranges: 0},
		{name: "redirect without https", faults: breaks(1, lynxtest.Say(302, "", "Location", "http://cdn.example.com/1.mp4")), ranges: 0},
		{name: "redirect in a circle", faults: breaks(7, lynxtest.Say(302, "", "Location", "?again")), ranges: 0},
		{name: "an output without https", faults: func(w *world) {
			w.Break(lynxtest.Result, 6, lynxtest.Alter(func(d map[string]any) {
				if d["status"] == "completed" {
					d["outputs"] = []string{"http://cdn.example.com/1.mp4"}
				}
			}))
		}, ranges: 0},
		{name: "a page for ever", kind: core.BadClip, faults: breaks(lynxtest.Always, lynxtest.Say(200, lynxtest.HTML)), ranges: 0},
		{name: "too short for ever", kind: core.BadClip, faults: breaks(lynxtest.Always, lynxtest.Shorten(0.7)), ranges: 0},
		{name: "larger than the cap", kind: core.BadClip, faults: breaks(lynxtest.Always, lynxtest.Say(200, "", "Content-Length", "600000000")), ranges: 0},
		{name: "404 for ever", kind: core.Expired, faults: breaks(lynxtest.Always, lynxtest.Say(404, "")), ranges: 0},
		{name: "500 for ever", kind: core.ServiceDown, faults: breaks(lynxtest.Always, lynxtest.Say(500, "")), ranges: 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
				c.faults(w)
				j := w.job()
				j.ends(c.kind, stepFor(c.kind), 1, 1)
				ranges := 0
				for _, r := range w.Requests() {
					if r.At == lynxtest.Media && r.Header.Get("Range") != "" {
						ranges++
					}
					if r.At == lynxtest.Media && r.Header.Get("Referer") != "" {
						t.Errorf("the address of the clip went to %s as a Referer", r.Host)
					}
				}
				if ranges != c.ranges {
					t.Errorf("%d downloads asked for a part, want %d", ranges, c.ranges)
				}
				if c.kind != "" {
					w.Mend(lynxtest.Media)
					j.ends("", core.Fetched, 1, 1)
				}
			})
		})
	}
}

// anonymous is an answer without a version.
type anonymous struct{ http.ResponseWriter }

func (a anonymous) WriteHeader(status int) {
	a.Header().Del("ETag")
	a.Header().Del("Last-Modified")
	a.ResponseWriter.WriteHeader(status)
}

func (a anonymous) Unwrap() http.ResponseWriter { return a.ResponseWriter }

func breaks(times int, f lynxtest.Fault) func(*world) {
	return func(w *world) { w.Break(lynxtest.Media, times, f) }
}

func stepFor(kind core.Kind) core.Step {
	if kind == "" {
		return core.Fetched
	}
	return core.Made
}

func TestASlowDownloadGoesOnForAsLongAsItMoves(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
		clip, err := lynxtest.Clip(core.Tall)
		if err != nil {
			t.Fatal(err)
		}
		w.Break(lynxtest.Media, 1, func(rw http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
			rw.Header().Set("Content-Length", fmt.Sprint(len(clip)))
			for len(clip) > 0 {
				time.Sleep(40 * time.Second)
				n := min(len(clip), 1000)
				if _, err := rw.Write(clip[:n]); err != nil {
					return
				}
				_ = http.NewResponseController(rw).Flush()
				clip = clip[n:]
			}
		})
		w.job().ends("", core.Fetched, 1, 1)
	})
}

func TestAClipWithoutALengthIsTakenWhenItIsWhole(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
		w.Break(lynxtest.Media, 1, func(rw http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
			clip, _ := lynxtest.Clip(core.Tall)
			_ = http.NewResponseController(rw).Flush()
			_, _ = rw.Write(clip)
		})
		w.job().ends("", core.Fetched, 1, 1)
	})
}

func TestAFolderThatIsGoneKeepsTheClipAtTheService(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		j := w.job()
		j.Out = filepath.Join(w.dir, "gone", "clip.mp4")
		j.ends(core.FolderMissing, core.Made, 1, 1)
		if err := os.Mkdir(filepath.Dir(j.Out), 0o700); err != nil {
			t.Fatal(err)
		}
		j.ends("", core.Fetched, 1, 1)
		if err := os.RemoveAll(filepath.Dir(j.Out)); err != nil {
			t.Fatal(err)
		}
	})
}

// /dev/full is a disk that is always full.
func TestADiskThatIsFullKeepsTheClipAtTheService(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("no /dev/full here")
	}
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		j := w.job()
		if err := os.Symlink("/dev/full", j.Out+".part"); err != nil {
			t.Fatal(err)
		}
		err := j.run(t.Context())
		if core.KindOf(err) != core.DiskFull || j.last().Step != core.Made {
			t.Errorf("Generate = %v at %q, want a full disk at %q", err, j.last().Step, core.Made)
		}
		w.texts = nil // the path of the folder may be told
		j.ends("", core.Fetched, 1, 1)
	})
}

func TestHalfAClipIsNeverLeftBehind(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
		w.Break(lynxtest.Media, lynxtest.Always, lynxtest.CutAt(0.5)) // of what was asked for, so the last byte never comes
		j := w.job()
		j.ends(core.Offline, core.Made, 1, 1)
		w.Mend(lynxtest.Media)
		j.ends("", core.Fetched, 1, 1)
	})
}
