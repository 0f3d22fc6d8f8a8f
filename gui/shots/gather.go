package shots

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"caracal/core/picture"
	"caracal/core/shots"
	"caracal/gui/words"
)

// gathered is what files that were dropped, chosen or pasted are.
type gathered struct {
	list     shots.List
	fromFile bool // some of it is from a folder or a CSV file
	errs     []error
	names    []string // of the files that the errors are about
}

// gather reads pictures, folders and CSV files, one after the other. What it does not know it leaves out, and says so; of a CSV file that is not whole it takes nothing.
func gather(ctx context.Context, paths []string, rules shots.Rules) gathered {
	g := gathered{list: shots.New()}
	g.list.Prompt = rules.Prompt
	rules.CheckPicture = func(path string) error { return picture.Check(ctx, path) }
	for _, path := range paths {
		more, err := shots.List{}, error(nil)
		switch info, statErr := os.Stat(path); {
		case statErr == nil && info.IsDir():
			g.fromFile = true
			more, err = shots.ReadFolder(path, rules)
		case strings.EqualFold(filepath.Ext(path), ".csv"):
			g.fromFile = true
			more, err = shots.ReadCSV(path, rules)
		default:
			if err = picture.Check(ctx, path); err == nil {
				more.Rows = []shots.Row{shots.NewRow(path, filepath.Base(path), rules.Choice)}
			}
		}
		if err == nil {
			if g.list, err = g.list.Add(more.Rows...); err == nil && len(g.list.Rows) == len(more.Rows) {
				g.list.Name = more.Name
			}
		}
		if err != nil {
			g.errs, g.names = append(g.errs, err), append(g.names, filepath.Base(path))
		}
	}
	return g
}

// trouble says what was left out, a line for each thing; it is empty where nothing was.
func (g gathered) trouble() string {
	var lines []string
	for i, err := range g.errs {
		for _, e := range shots.ByLine(err) {
			trouble := words.Explain(e.Err)
			if column := (*shots.ColumnError)(nil); errors.As(e.Err, &column) {
				trouble = words.ColumnMistyped(column.Name, column.Like)
			}
			lines = append(lines, words.FileTrouble(g.names[i], e.Line, trouble))
		}
	}
	return strings.Join(lines, "\n")
}
