package command

import (
	"context"
	"io"
	"testing"

	"caracal/core"
	"caracal/core/shots"
	"caracal/core/wavespeed"
)

// A script that makes a clip again because this process ended early must not pay for it twice.
func TestAnOrderThatIsStillGoingIsNoFailure(t *testing.T) {
	job := func(price core.USD, state core.State, step core.Step, kind core.Kind) core.Job {
		j := core.Job{State: state, Step: step, Price: price}
		if kind != "" {
			j.Err = &core.Error{Kind: kind}
		}
		return j
	}
	const price = 50 * core.Cent
	for _, c := range []struct {
		name string
		job  core.Job
		want int
	}{
		{"interrupted before it was sent", job(price, core.Waiting, "", ""), Going},
		{"held up before it was sent", job(price, core.Working, "", core.Offline), Going},
		{"interrupted as it was sent", job(price, core.Working, core.Submitting, ""), Unknown},
		{"refused", job(price, core.Failed, "", core.KeyRefused), Failed},
		{"a draft that was interrupted", job(0, core.Working, "", ""), Failed},
	} {
		if got := jobCode(c.job); got != c.want {
			t.Errorf("%s: exit code %d, want %d", c.name, got, c.want)
		}
	}
}

// What may be paid twice is worst, wherever in the list it stands.
func TestTheExitCodeOfAListIsTheWorstOfItsRows(t *testing.T) {
	request := core.Request{Engine: core.Lynx, Picture: core.Picture{Name: "a.jpg"}}
	s := shots.Status{Jobs: []core.Job{
		{ID: "a", Request: request, State: core.Failed, Err: core.Errorf("poll", core.RemoteFailed, "5000")},
		{ID: "b", Request: request, State: core.Unclear, Err: core.Errorf("look", core.OutcomeUnknown, "cut")},
		{ID: "c", Request: request, State: core.Failed, Err: core.Errorf("poll", core.RemoteFailed, "5000")},
	}}
	for range s.Jobs {
		s.List.Rows = append(s.List.Rows, shots.NewRow("a.jpg", "a.jpg", shots.Choice{Engine: core.Lynx}))
	}
	if got := reportList(nil, s, Terminal{Err: io.Discard}); got != Unknown {
		t.Errorf("exit code %d, want %d", got, Unknown)
	}
}

// keyless is a service that was not asked, and a keychain that has no key to give.
type keyless struct{ why error }

func (keyless) Finished(context.Context, func(string) bool) ([]wavespeed.Prediction, error) {
	return nil, core.Errorf("look for finished clips", core.NeedsKey, "there is no key")
}

func (k keyless) Load(context.Context) error { return k.why }

func TestClipsThatWaitBehindALockedKeychainAreToldOf(t *testing.T) {
	locked := core.Errorf("read the key", core.KeychainLocked, "locked")
	for why, want := range map[error]int{nil: OK, core.Errorf("read the key", core.NoKeychain, "no bus"): OK, locked: Failed} {
		k := keyless{why}
		if got := bringHome(t.Context(), Parts{Runs: k, Keys: k}, nil, Terminal{Err: io.Discard}); got != want {
			t.Errorf("%v: exit code %d, want %d", why, got, want)
		}
	}
}
