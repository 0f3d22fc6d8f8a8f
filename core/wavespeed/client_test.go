package wavespeed_test

import (
	"testing"

	"caracal/core/lynx/lynxtest"
)

func TestAnAnswerAfterNoneIsTold(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		told := 0
		w.client.OnReconnect = func() { told++ }
		ask := func(want int) {
			t.Helper()
			_, _ = w.client.Balance(t.Context())
			if told != want {
				t.Errorf("told %d times, want %d", told, want)
			}
		}
		ask(0)
		w.Break(lynxtest.Balance, 3, lynxtest.Cut()) // net/http asks again on its own when the connection was an old one
		ask(0)
		ask(0)
		ask(1)
		ask(1)
	})
}
