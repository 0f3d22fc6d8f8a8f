package activity

import (
	"cmp"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// A list has a card for each job, newest first.
type list struct {
	cards map[core.JobID]*jobCard
	view  *fyne.Container
	empty *kit.Text
	owner owner
}

// An owner is what the cards are a part of.
type owner interface {
	load(slot *kit.Thumb, path string) // shows a job's picture
	act(core.Job, action)
	details(core.Job)
	hasKey() bool
	end(core.Job) // stops a job that works, and puts one that has ended out of sight
	Typical(core.EngineID) core.Span
}

// mostCards is how many jobs are shown: more would make every frame of the preview slower to paint.
const mostCards = 60

// newList returns an empty list.
func newList(o owner) *list {
	return &list{
		owner: o,
		view:  container.New(layout.NewCustomPaddedVBoxLayout(kit.Gap)),
		empty: kit.NewSmall(words.NoJobs()),
		cards: map[core.JobID]*jobCard{},
	}
}

// set shows these jobs, newest first, but those above all others that wait for the person's word. Those in which money hangs have a card however many there are.
func (l *list) set(jobs []core.Job, infos []core.Info, now time.Time) {
	cards := map[core.JobID]*jobCard{}
	l.view.RemoveAll()
	jobs = slices.Clone(jobs)
	slices.SortStableFunc(jobs, func(a, b core.Job) int { return cmp.Compare(urgency(a), urgency(b)) })
	more := 0
	for _, j := range jobs {
		if j.Dismissed {
			continue
		}
		if len(cards) >= mostCards && !j.AtStake() {
			more++
			continue
		}
		c := l.cards[j.ID]
		if c == nil {
			c = newJobCard(l.owner)
			l.owner.load(c.picture, j.Request.Picture.Path)
		}
		cards[j.ID] = c
		c.show(j, infos, now)
		l.view.Add(c.card)
	}
	l.cards = cards
	if len(cards) == 0 {
		l.view.Add(l.empty)
	}
	if more > 0 {
		l.view.Add(kit.NewSmall(words.OlderJobs(more)))
	}
	kit.Settle(l.view)
}

// urgency sorts jobs: what waits for the person's word is above all others.
func urgency(j core.Job) int {
	if j.State == core.Unclear {
		return 0
	}
	return 1
}

// update shows the news of a job on its card, and reports whether that was all that there was to do.
func (l *list) update(j core.Job, infos []core.Info, now time.Time) bool {
	c := l.cards[j.ID]
	if c == nil || j.Dismissed {
		return false
	}
	state := c.job.State
	c.show(j, infos, now)
	if urgency(j) != urgency(core.Job{State: state}) { // its place is another one
		return false
	}
	if state != j.State { // the card may be higher now
		kit.Settle(l.view)
	}
	return true
}

// tick lets the clocks on the cards of working jobs go on.
func (l *list) tick(infos []core.Info, now time.Time) {
	for _, c := range l.cards {
		if !c.job.State.Ended() {
			c.show(c.job, infos, now)
		}
	}
}

// working reports whether any clock has to go on.
func (l *list) working() bool {
	for _, c := range l.cards {
		if !c.job.State.Ended() {
			return true
		}
	}
	return false
}

// busy reports whether a job of the engine works.
func (l *list) busy(id core.EngineID) bool {
	for _, c := range l.cards {
		if c.job.State == core.Working && c.job.Request.Engine == id {
			return true
		}
	}
	return false
}
