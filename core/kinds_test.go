package core

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"
)

// declaredKinds returns every kind, as the source says.
func declaredKinds(t *testing.T) (kinds []Kind) {
	file, err := parser.ParseFile(token.NewFileSet(), "errors.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if of, ok := spec.Type.(*ast.Ident); ok && of.Name == "Kind" {
			text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			kinds = append(kinds, Kind(text))
		}
		return true
	})
	if len(kinds) < 30 {
		t.Fatalf("only %d kinds were found in the source", len(kinds))
	}
	return kinds
}

func TestEveryKindIsInTheTable(t *testing.T) {
	for _, kind := range declaredKinds(t) {
		n := kind.Nature()
		switch {
		case (kind == Internal) != (n.About == AboutProgram):
			t.Errorf("%q is not in the table", kind)
		case n.Final && n.Transient:
			t.Errorf("%q both ends a run and passes", kind)
		case n.Transient && n.Remedy == OpenSettings:
			t.Errorf("%q passes by itself and is the person's to put right", kind)
		case (n.About == AboutPicture) != (n.Remedy == AnotherPicture) && kind != NoFace:
			t.Errorf("%q: about %v and move %v", kind, n.About, n.Remedy)
		}
	}
	if later := Kind("of a later version").Nature(); later != Internal.Nature() {
		t.Errorf("an unknown kind is %+v", later)
	}
}
