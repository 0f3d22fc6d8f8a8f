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
		a, ok := adviceFor(kind)
		if !ok {
			t.Errorf("%q has no words", kind)
			continue
		}
		for _, sentence := range []string{a.what, a.next} {
			if !strings.HasSuffix(sentence, ".") || strings.ToUpper(sentence[:1]) != sentence[:1] || strings.Contains(sentence, ". ") {
				t.Errorf("%q: not one sentence: %q", kind, sentence)
			}
		}
		if other, ok := seen[a.what]; ok {
			t.Errorf("%q and %q say the same: %q", kind, other, a.what)
		}
		seen[a.what] = kind
	}
}

func TestExplain(t *testing.T) {
	deep := core.Wrap("submit", core.Internal, core.Errorf("decode", core.PictureBroken, "unexpected EOF"))
	if what, _ := Explain(deep); what != "This picture is damaged or cut off." {
		t.Errorf("a wrapped error is explained as %q", what)
	}
	if what, next := Explain(errors.New("a stranger")); what == "" || next == "" {
		t.Error("an error from elsewhere has no words")
	}
	if what, _ := Explain(core.Errorf("x", "a kind of next year", "y")); what == "" {
		t.Error("a kind that we do not know has no words")
	}
	for _, err := range []error{nil, context.Canceled} {
		if what, next := Explain(err); what != "" || next != "" {
			t.Errorf("%v is explained as %q, %q", err, what, next)
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
			what, next := ExplainJob(j)
			if again.MatchString(what) || again.MatchString(next) {
				t.Errorf("%q at %s: %q, %q", kind, step, what, next)
			}
		}
	}
	unplayable := core.Errorf("add clip", core.Unplayable, "x")
	unplayable.Path = "/videos/Not playable/clip.mp4"
	j := core.Job{State: core.Failed, Step: core.Fetched, Err: unplayable, Price: 50 * core.Cent, Money: core.Charged}
	if _, next := ExplainJob(j); !strings.Contains(next, unplayable.Path) || strings.Contains(next, "refund") {
		t.Errorf("of an unplayable clip it says %q", next)
	}
}
