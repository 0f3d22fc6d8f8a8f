package wavespeed_test

import (
	"context"
	"testing"
	"time"

	"caracal/core/lynx/lynxtest"
)

const otherKey = "wsk_lynxtestother0123456789abcdef0123456789abcdef0123456789abcdef"

func TestClipsOfAnotherAccountAreNotBroughtHome(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		key := w.changeable()
		w.AddAccount(otherKey)
		w.Plant(time.Now().Add(-time.Hour))
		none := func(string) bool { return false }
		mine, err := w.client.Finished(context.Background(), none)
		if err != nil || len(mine) != 1 || mine[0].Account != w.client.Account() {
			t.Errorf("%v, %v", mine, err)
		}
		key.Store(otherKey)
		if theirs, err := w.client.Finished(context.Background(), none); err != nil || len(theirs) != 0 {
			t.Errorf("%v, %v", theirs, err)
		}
	})
}

func TestWhoseAClipIsIsKnownWhenTheKeyIs(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		w.Plant(time.Now().Add(-time.Hour))
		key := w.changeable()
		first := key.Swap("")
		w.client.AwaitKey = func(context.Context) error {
			key.Store(first)
			return nil
		}
		mine, err := w.client.Finished(context.Background(), func(string) bool { return false })
		if err != nil || len(mine) != 1 || mine[0].Account == "" || mine[0].Account != w.client.Account() {
			t.Errorf("%v, %v", mine, err)
		}
	})
}

func TestAListOfManyPagesIsReadToItsEnd(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		const n = 250
		for i := range n {
			w.Plant(time.Now().Add(-time.Duration(i+1) * time.Hour / 2))
		}
		found, err := w.client.Finished(t.Context(), func(string) bool { return false })
		if err != nil || len(found) != n {
			t.Errorf("%d runs, %v; want %d", len(found), err, n)
		}
	})
}
