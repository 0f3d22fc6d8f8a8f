package wavespeed_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/lynx/lynxtest"
)

// smallPages sends at most two items on a page, whatever was asked for.
func smallPages(w http.ResponseWriter, r *http.Request, handler http.HandlerFunc) {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(strings.NewReader(strings.Replace(string(body), `"page_size":100`, `"page_size":2`, 1)))
	handler(w, r)
}

// firstPage sends the first page, whichever was asked for.
func firstPage(w http.ResponseWriter, r *http.Request, handler http.HandlerFunc) {
	body, _ := io.ReadAll(r.Body)
	for page := 2; page < 10; page++ {
		body = []byte(strings.Replace(string(body), fmt.Sprintf(`"page":%d,`, page), `"page":1,`, 1))
	}
	r.Body = io.NopCloser(strings.NewReader(string(body)))
	handler(w, r)
}

func TestListsAreReadToTheirEndWhateverThePage(t *testing.T) {
	const n = 5
	for name, f := range map[string]lynxtest.Fault{"small pages": smallPages, "always the first page": firstPage} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
				var endings []lynxtest.Ending
				for range n {
					endings = append(endings, lynxtest.Ending{Status: "failed", Code: 1403, Error: "Task execution failed."})
				}
				w.End(endings...)
				var ids []string
				for range n {
					ids = append(ids, w.order(t))
				}
				time.Sleep(4 * time.Hour)
				w.Break(lynxtest.List, lynxtest.Always, f)
				w.Break(lynxtest.Billing, lynxtest.Always, f)
				if all, err := w.client.Predictions(t.Context(), time.Now().Add(-24*time.Hour), time.Time{}); err != nil || len(all) != n {
					t.Errorf("Predictions = %d runs, %v; want %d", len(all), err, n)
				}
				refunds, err := w.client.Refunds(t.Context(), ids)
				if err != nil || len(refunds) != n {
					t.Errorf("Refunds = %v, %v; want %d", refunds, err, n)
				}
				for id, usd := range refunds {
					if usd != 50*core.Cent {
						t.Errorf("%v came back for %s, want $0.50", usd, id)
					}
				}
			})
		})
	}
}

func TestAFailedRunIsUnderstoodWhereverItsCodeStands(t *testing.T) {
	for name, body := range map[string]string{
		"without an envelope":  `{"id":"%s","model":"wavespeed-ai/lynx","status":"failed","code":1200,"error":"The content is not allowed.","outputs":[]}`,
		"in the envelope only": `{"code":1200,"message":"The content is not allowed.","data":{"id":"%s","status":"failed","outputs":null}}`,
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
				id := w.Plant(time.Now())
				w.Break(lynxtest.Result, lynxtest.Always, lynxtest.Say(200, fmt.Sprintf(body, id)))
				run, err := w.client.Result(t.Context(), id)
				if err != nil {
					t.Fatal(err)
				}
				if err := run.Verdict("smiles"); core.KindOf(err) != core.Moderated || !strings.Contains(core.SaidOf(err), "not allowed") {
					t.Errorf("the verdict is %v, want that of a moderated run in the service's own words", err)
				}
			})
		})
	}
}
