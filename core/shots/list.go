package shots

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"caracal/core"
)

// MaxRows is how many shots a list may have. A month of clips at the pace of a new account has fewer.
const MaxRows = 1000

// A List is shots to be made, or in the making. Nobody changes the rows of a list that somebody else may hold; the methods make new ones.
type List struct {
	ID     string `json:"id"`               // a UUID
	Name   string `json:"name,omitempty"`   // of the folder or the file that it came from
	Prompt string `json:"prompt,omitempty"` // of all rows that have none of their own; may have {blanks}
	Rows   []Row  `json:"rows"`

	Begun  time.Time   `json:"begun,omitzero"` // zero while it is edited
	Paused bool        `json:"paused,omitempty"`
	Why    *core.Error `json:"why,omitempty"` // what paused it; nil when that was the person
}

// A Row is one shot.
type Row struct {
	ID      string            `json:"id"` // tells rows apart while they are edited and moved
	Picture core.Picture      `json:"picture"`
	Prompt  string            `json:"prompt,omitempty"` // its own, or with a + in front what is added to the list's; empty for the list's
	Blanks  map[string]string `json:"blanks,omitempty"` // what its {blanks} stand for, by lower case name
	Aspect  core.Aspect       `json:"aspect"`
	Engine  core.EngineID     `json:"engine"`
	Focus   core.Point        `json:"focus"`
	Framed  bool              `json:"framed,omitempty"`

	Agreed core.USD `json:"agreed,omitempty"` // the most that the person has agreed to pay for it; see List.Agree

	// What the list's beginning adds.
	Job     core.JobID  `json:"job,omitempty"`   // the studio's job, or the one that it replaced; see core.JobID.Next
	Kept    string      `json:"kept,omitempty"`  // where the studio's copy of the picture is, once there is one
	Stamp   FileStamp   `json:"seen,omitzero"`   // the picture, as it was then
	LeftOut bool        `json:"left,omitempty"`  // the person has left it out before it was sent
	Again   bool        `json:"again,omitempty"` // the person has asked to try it again, which happens even while the list is paused
	Err     *core.Error `json:"err,omitempty"`   // why it could not be submitted
}

// A Choice is what a new row has where nobody says otherwise.
type Choice struct {
	Aspect core.Aspect
	Engine core.EngineID
}

// New returns an empty list.
func New() List { return List{ID: uuid.NewString()} }

// NewRow returns a row of the picture at path.
func NewRow(path, name string, c Choice) Row {
	return Row{ID: uuid.NewString(), Picture: core.Picture{Path: path, Name: name}, Aspect: c.Aspect, Engine: c.Engine}
}

// Add returns the list with rows after its own. The error, of kind BadList, says that they would be too many, and then the list is as it was.
func (l List) Add(rows ...Row) (List, error) { return l.insert(len(l.Rows), rows) }

func (l List) insert(at int, rows []Row) (List, error) {
	if n := len(l.Rows) + len(rows); n > MaxRows {
		return l, core.Errorf("add shots", core.BadList, "%d shots; the limit is %d", n, MaxRows)
	}
	l.Rows = slices.Concat(l.Rows[:at], rows, l.Rows[at:])
	return l, nil
}

// Join returns the list with the rows of another after its own, each with the prompt that it had there. They may be more than MaxRows together, so that nothing is lost.
func (l List) Join(o List) List {
	l.Rows = slices.Clone(l.Rows)
	for i, r := range o.Rows {
		if l.index(r.ID) >= 0 {
			continue
		}
		if _, adds := r.Added(); o.Prompt != l.Prompt && (adds || strings.TrimSpace(r.Prompt) == "") {
			r.Prompt = o.Template(i)
		}
		l.Rows = append(l.Rows, r)
	}
	return l
}

// Edit returns the list with one row changed.
func (l List) Edit(id string, change func(*Row)) List {
	return l.each(func(r *Row) {
		if r.ID == id {
			change(r)
		}
	})
}

// each returns the list with every row changed.
func (l List) each(change func(*Row)) List {
	l.Rows = slices.Clone(l.Rows)
	for i := range l.Rows {
		change(&l.Rows[i])
	}
	return l
}

// pause has no more of the list sent until the person says so. A list that is paused already keeps its reason.
func (l *List) pause(why *core.Error) {
	if !l.Paused {
		l.Paused, l.Why = true, why
	}
	for i := range l.Rows {
		l.Rows[i].Again = false
	}
}

// sends reports whether a row that is to come is sent as soon as there is room for it.
func (l List) sends(r Row) bool { return r.Again || !l.Paused }

// holdsBack reports whether a row is not to be sent, even if the studio has it already. A pause for a reason that does not affect all jobs of an engine, such as the budget, does not
// hold back rows that the studio had before it.
func (l List) holdsBack(r Row) bool {
	return r.LeftOut || l.Paused && !r.Again && (l.Why == nil || l.Why.Kind.Nature().AffectsAll)
}

// Move returns the list with a row moved to a place, counted without that row; a place beyond either end is the end.
func (l List) Move(id string, to int) List {
	i := l.index(id)
	if i < 0 {
		return l
	}
	row := l.Rows[i]
	rest := slices.Delete(slices.Clone(l.Rows), i, i+1)
	l.Rows = slices.Insert(rest, min(max(0, to), len(rest)), row)
	return l
}

// Duplicate returns the list with a copy of a row after it.
func (l List) Duplicate(id string) (List, error) {
	i := l.index(id)
	if i < 0 {
		return l, nil
	}
	return l.insert(i+1, []Row{l.Rows[i].copy()})
}

// copy returns the row as another one of the same.
func (r Row) copy() Row {
	r.ID = uuid.NewString()
	return r
}

// Remove returns the list without these rows.
func (l List) Remove(ids ...string) List {
	l.Rows = slices.DeleteFunc(slices.Clone(l.Rows), func(r Row) bool { return slices.Contains(ids, r.ID) })
	return l
}

// AllIn returns the list with every row in one aspect.
func (l List) AllIn(a core.Aspect) List { return l.each(func(r *Row) { r.Aspect = a }) }

// AllWith returns the list with every row made by one engine.
func (l List) AllWith(e core.EngineID) List { return l.each(func(r *Row) { r.Engine = e }) }

// ForEachAspect returns the list with each shot in every aspect: after each row come copies of it in the aspects that are missing.
func (l List) ForEachAspect() (List, error) {
	var rows []Row
	for _, r := range l.Rows {
		rows = append(rows, r)
		for _, a := range core.Aspects() {
			other := r.copy()
			other.Aspect = a
			if !slices.ContainsFunc(l.Rows, other.same) && !slices.ContainsFunc(rows, other.same) {
				rows = append(rows, other)
			}
		}
	}
	more := l
	more.Rows = nil
	more, err := more.Add(rows...)
	if err != nil {
		return l, err
	}
	return more, nil
}

// same reports whether both rows would give the same clip.
func (r Row) same(o Row) bool {
	return r.Picture.Path == o.Picture.Path && r.Prompt == o.Prompt && r.Aspect == o.Aspect && r.Engine == o.Engine &&
		r.Focus == o.Focus && r.Framed == o.Framed && maps.Equal(r.Blanks, o.Blanks)
}

// SameAs reports whether both lists would give the same clips.
func (l List) SameAs(o List) bool {
	return l.Prompt == o.Prompt && slices.EqualFunc(l.Rows, o.Rows, Row.same)
}

func (l List) index(id string) int {
	return slices.IndexFunc(l.Rows, func(r Row) bool { return r.ID == id })
}

// Added returns what a row adds to the list's prompt, and whether it does: its own prompt then begins with a +, or with an ellipsis, because spreadsheets take a + for the beginning of
// a formula.
func (r Row) Added() (text string, adds bool) {
	for _, mark := range []string{"+", "＋", "…", "..."} {
		if text, adds = strings.CutPrefix(strings.TrimSpace(r.Prompt), mark); adds {
			return strings.Trim(text, " \t\r\n,，、،"), true
		}
	}
	return "", false
}

// Template returns row i's prompt with its {blanks}: its own, or else the list's with what is added to it.
func (l List) Template(i int) string {
	own, prompt := strings.TrimSpace(l.Rows[i].Prompt), strings.TrimSpace(l.Prompt)
	switch added, adds := l.Rows[i].Added(); {
	case adds && added != "" && prompt != "":
		return strings.TrimRight(prompt, ",，、،") + ", " + added
	case adds && added != "":
		return added
	case own != "" && !adds:
		return own
	}
	return prompt
}

// Request returns what row i asks the studio for. The error, of kind OpenBlank, names blanks that nothing fills.
func (l List) Request(i int) (core.Request, error) {
	r := l.Rows[i]
	prompt, missing := fill(l.Template(i), l.blanks(i))
	request := core.Request{Picture: r.Picture, Prompt: prompt, Aspect: r.Aspect, Engine: r.Engine, Focus: r.Focus, Framed: r.Framed}
	if len(missing) > 0 {
		return request, core.Errorf("fill in prompt", core.OpenBlank, "nothing says what {%s} stands for", strings.Join(missing, "}, {"))
	}
	return request, nil
}

// Check returns nil when every row can be submitted, and else [Errors] with the number of each row that cannot, from 1.
func (l List) Check(engines []core.Info) error {
	const op = "check shots"
	var errs Errors
	if len(l.Rows) == 0 {
		errs = append(errs, LineError{Err: core.Errorf(op, core.BadList, "the list is empty")})
	}
	for i := range l.Rows {
		request, err := l.Request(i)
		if err == nil {
			err = check(request, engines)
		}
		if err != nil {
			errs = append(errs, LineError{Line: i + 1, Err: err})
		}
	}
	return errs.orNil()
}

func check(r core.Request, engines []core.Info) error {
	info, ok := core.InfoOf(engines, r.Engine)
	if !ok {
		return core.Errorf("check shot", core.BadEngine, "there is no engine %q", r.Engine)
	}
	return r.Check(info)
}

// A Total is what a list comes to.
type Total struct {
	Clips map[core.EngineID]int
	Price core.USD
}

// Total adds up the rows by the engines' prices.
func (l List) Total(engines []core.Info) Total {
	t := Total{Clips: map[core.EngineID]int{}}
	for _, r := range l.Rows {
		t.Clips[r.Engine]++
		info, _ := core.InfoOf(engines, r.Engine)
		t.Price += info.Price
	}
	return t
}
