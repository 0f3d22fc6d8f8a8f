package words

import (
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"caracal/core"
)

// declaredKinds returns every kind that core declares, as its source says.
func declaredKinds(t *testing.T) []core.Kind {
	file, err := parser.ParseFile(token.NewFileSet(), "../../core/errors.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []core.Kind
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if of, ok := spec.Type.(*ast.Ident); !ok || of.Name != "Kind" {
			return true
		}
		text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		kinds = append(kinds, core.Kind(text))
		return true
	})
	return kinds
}

func TestEveryKindHasWords(t *testing.T) {
	kinds := declaredKinds(t)
	if len(kinds) < 30 {
		t.Fatalf("only %d kinds were found in core's source", len(kinds))
	}
	seen := map[string]core.Kind{}
	for _, kind := range kinds {
		a, ok := troubleOf(kind)
		if !ok {
			t.Errorf("%q has no words", kind)
			continue
		}
		for _, sentence := range []string{a.What, a.Next} {
			if !strings.HasSuffix(sentence, ".") || strings.ToUpper(sentence[:1]) != sentence[:1] || strings.Contains(sentence, ". ") {
				t.Errorf("%q: not one sentence: %q", kind, sentence)
			}
		}
		if other, ok := seen[a.What]; ok {
			t.Errorf("%q and %q say the same: %q", kind, other, a.What)
		}
		seen[a.What] = kind
	}
}

func TestExplain(t *testing.T) {
	deep := core.Wrap("submit", core.Internal, core.Errorf("decode", core.PictureBroken, "unexpected EOF"))
	if what := Explain(deep).What; what != "This picture is damaged or cut off." {
		t.Errorf("a wrapped error is explained as %q", what)
	}
	if said := Explain(errors.New("a stranger")); said.What == "" || said.Next == "" {
		t.Error("an error from elsewhere has no words")
	}
	if Explain(core.Errorf("x", "a kind of next year", "y")).What == "" {
		t.Error("a kind that we do not know has no words")
	}
	for _, err := range []error{nil, context.Canceled} {
		if said := Explain(err).String(); said != "" {
			t.Errorf("%v is explained as %q", err, said)
		}
	}
}

// A clip that was delivered was paid for: whatever is wrong with it, nobody is told to pay once more.
func TestNoWordsAdviseToPayAgainForAClipThatCame(t *testing.T) {
	again := regexp.MustCompile(`(?i)\b(make|buy|pay|pay for|order|send|submit)( it| this| the| another)?( clip| run| one)? (again|anew|once more)\b`)
	for _, kind := range declaredKinds(t) {
		err := core.Errorf("add clip", kind, "x")
		err.Path = "/videos/Not playable/clip.mp4"
		for _, step := range []core.Step{core.Made, core.Fetched} {
			j := core.Job{ID: "1", RemoteID: "r", State: core.Failed, Step: step, Err: err, Price: 50 * core.Cent, Money: core.Charged}
			if said := ExplainJob(j); again.MatchString(said.What) || again.MatchString(said.Next) {
				t.Errorf("%q at %s: %q", kind, step, said)
			}
		}
	}
	unplayable := core.Errorf("add clip", core.Unplayable, "x")
	unplayable.Path = "/videos/Not playable/clip.mp4"
	j := core.Job{State: core.Failed, Step: core.Fetched, Err: unplayable, Price: 50 * core.Cent, Money: core.Charged}
	if next := ExplainJob(j).Next; !strings.Contains(next, unplayable.Path) || strings.Contains(next, "refund") {
		t.Errorf("of an unplayable clip it says %q", next)
	}
}
