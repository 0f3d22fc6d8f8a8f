package create

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"caracal/core"
	"caracal/core/lynx"
	"caracal/gui/activity/activitytest"
	"caracal/gui/door/doortest"
	"caracal/gui/service"
	"caracal/gui/service/servicetest"
)

// A lynxStand is a Make page on which Lynx can be chosen.
type lynxStand struct {
	*makeStand
	account *service.Account
	service *servicetest.Service
}

const testKey = "wsk_0123456789abcdef"

// newLynxStand returns a stand whose keychain has the key, which may be empty, and whose account has $4.20.
func newLynxStand(t *testing.T, key string) *lynxStand {
	s := &lynxStand{service: &servicetest.Service{Says: lynx.Diagnosis{Balance: 420 * core.Cent, Price: core.Dollar / 2}}}
	in, q := doortest.New(t)
	s.account = service.NewAccount(in, &servicetest.Keys{Stored: key}, s.service)
	s.makeStand = newStandWith(t, in, q, s.account, activitytest.Draft(), activitytest.Lynx())
	return s
}

// loaded has the keychain asked, as a start does.
func (s *lynxStand) loaded() {
	s.t.Helper()
	s.account.Load(func() {})
	s.until("the keychain", func() bool { return !s.account.Loading() })
}

// ready has a picture, a prompt and Lynx chosen.
func (s *lynxStand) ready() {
	s.t.Helper()
	s.loaded()
	s.Drop([]string{sample(s.t, "a.jpg")})
	s.opens()
	s.prompt.SetText("smiles")
	test.Tap(s.engineSegment(1))
}

func (s *lynxStand) engineSegment(i int) fyne.Tappable {
	var segments []fyne.Tappable
	for _, o := range test.LaidOutObjects(s.engines) {
		if a, ok := o.(fyne.Accessible); ok {
			if t, ok := o.(fyne.Tappable); ok && a.AccessibilityLabel() != "" {
				segments = append(segments, t)
			}
		}
	}
	return segments[i]
}

func TestLynxWithoutAKeyLeadsToSettings(t *testing.T) {
	s := newLynxStand(t, "")
	if s.engine != core.Draft {
		t.Fatalf("the first start chooses %s", s.engine)
	}
	s.jobs.takes = 45 * time.Second
	if got := s.engineWords(activitytest.Lynx()); got != "$0.50 · WaveSpeedAI · ~45\u00a0s" {
		t.Errorf("under Lynx stands %q", got)
	}
	s.Drop([]string{sample(t, "a.jpg")})
	s.opens()
	test.Tap(s.engineSegment(1))
	if !s.make.Disabled() || !strings.Contains(s.sent.Text, "Looking for your WaveSpeed key") {
		t.Errorf("while the keychain is asked the page says %q", s.sent.Text)
	}
	s.loaded()
	if s.make.Text != "Add your WaveSpeed key" || s.make.Disabled() || !strings.Contains(s.sent.Text, "needs your WaveSpeed key") {
		t.Errorf("without a key the page says %q, %q", s.make.Text, s.sent.Text)
	}
	test.Tap(s.make)
	if s.host.settings != 1 || len(s.jobs.ordered) != 0 {
		t.Error("the button does not lead to Settings")
	}
	test.Tap(s.engineSegment(0))
	if s.make.Text != "Make draft — free" || s.make.Disabled() {
		t.Errorf("with Draft the button says %q", s.make.Text)
	}
	if s.service.Questions() != 0 {
		t.Error("the service was asked without a key")
	}
}

func TestWhatIsSentIsSaidWithItsSize(t *testing.T) {
	s := newLynxStand(t, testKey)
	s.ready()
	s.until("the weight", func() bool { return s.sending.bytes > 0 && !s.sending.weighing })
	whole := s.sending.bytes
	if want := s.source.path; !strings.Contains(s.sent.Text, "Sends 1 picture (") || !strings.Contains(s.sent.Text, "\u00a0kB, location removed) and your prompt to WaveSpeedAI.") {
		t.Errorf("%s: the page says %q", want, s.sent.Text)
	}
	if s.make.Text != "Make clip — $0.50" || s.make.Disabled() {
		t.Errorf("the button says %q", s.make.Text)
	}
	if got := s.stageWords(); !strings.HasSuffix(got, "Lynx looks for the face") {
		t.Errorf("the stage says %q", got)
	}
	test.Tap(s.sending.part)
	if strings.Contains(s.sent.Text, "kB") {
		t.Error("the size of the whole picture is said of the part")
	}
	s.until("the part's weight", func() bool { return s.sending.weighed.framed && !s.sending.weighing })
	if got := s.stageWords(); !strings.HasSuffix(got, "Lynx gets this frame") {
		t.Errorf("the stage says %q", got)
	}
	if s.sending.bytes >= whole || !strings.HasPrefix(s.sent.Text, "Sends the framed part (") {
		t.Errorf("the part has %d bytes of %d: %q", s.sending.bytes, whole, s.sent.Text)
	}
	test.Tap(s.make)
	s.answers(nil)
	if len(s.jobs.ordered) != 1 || !s.jobs.ordered[0].Framed {
		t.Errorf("ordered: %+v", s.jobs.ordered)
	}
	test.Tap(s.engineSegment(0))
	if s.sending.row.Visible() || s.request().Framed || s.sent.Text != "Nothing leaves this computer." {
		t.Error("Draft is asked what to send")
	}
}

func TestFaceCheckBeforeMoneyIsSpent(t *testing.T) {
	s := newLynxStand(t, testKey)
	s.ready()
	if s.sending.faces.Visible() {
		t.Errorf("a picture with one face gets the warning %q", s.sending.faces.Text)
	}
	one := s.source.quality.Faces
	for faces, want := range map[int]string{0: "needs one clear human face", 2: "is not known"} {
		s.source.quality.Faces = nil
		for range faces {
			s.source.quality.Faces = append(s.source.quality.Faces, one[0])
		}
		s.render()
		if !s.sending.faces.Visible() || !strings.Contains(s.sending.faces.Text, want) {
			t.Errorf("%d faces: %q", faces, s.sending.faces.Text)
		}
		if s.make.Disabled() {
			t.Errorf("%d faces: a warning forbids", faces)
		}
	}
}

func TestBalanceIsAskedForSeldomAndNeverMadeUp(t *testing.T) {
	s := newLynxStand(t, testKey)
	s.ready()
	s.until("the balance", func() bool { return s.balance.Text != "" })
	if got := s.balance.Text; got != "$4.20 left = 8 clips" {
		t.Errorf("below the button stands %q", got)
	}
	asked := s.service.Questions()
	for range 5 {
		s.Hidden()
		s.Shown()
		s.JobEnded()
	}
	if got := s.service.Questions(); got != asked {
		t.Errorf("asked %d times more within 30 s", got-asked)
	}
	s.service.Answer(lynx.Diagnosis{Kind: core.Offline})
	answered := false
	s.account.Check(func(lynx.Diagnosis) { answered = true })
	s.until("the answer", func() bool { return answered })
	if s.balance.Text != "" {
		t.Errorf("offline the page says %q", s.balance.Text)
	}
}
