package words

import "testing"

// What counts is said of one as of many.
func TestOneInEnglish(t *testing.T) {
	for got, want := range map[string]string{
		OlderJobs(1):              "and 1 older one",
		OlderJobs(2):              "and 2 older ones",
		StopRestWords(1):          "Not sent yet, and not made then: 1 clip. What was sent goes on.",
		ClearWords(1):             "The whole list goes: 1 shot, and all that was written in it. The pictures stay where they are.",
		Exported(1, "/out", true): "Stopped. Written so far: 1 clip, in “/out”.",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
