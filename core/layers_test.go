package core_test

import (
	"os/exec"
	"strings"
	"testing"
)

// TestLayers holds the arrows: main → gui → the rooms of core → core.
func TestLayers(t *testing.T) {
	rules := []struct {
		of     string // the packages that must not reach
		banned func(pkg string) bool
		why    string
	}{
		{"caracal/core/...", under("fyne.io"), "core works without a window"},
		{"caracal/core/...", under("caracal/gui"), "core does not know who shows it"},
		{"caracal/gui/kit/...", under("caracal/core"), "the kit knows Fyne and nothing of us"},
		{"caracal/core", under("caracal/core/"), "core says what it needs and the rooms come to it"},
		{"caracal/resources", under("caracal/core"), "resources only embeds"},
	}
	for _, r := range rules {
		for pkg, deps := range list(t, r.of) {
			for _, dep := range deps {
				if dep != pkg && r.banned(dep) {
					t.Errorf("%s reaches %s: %s", pkg, dep, r.why)
				}
			}
		}
	}
}

func under(prefix string) func(string) bool {
	return func(pkg string) bool { return strings.HasPrefix(pkg, prefix) }
}

// list returns all dependencies of each package of a pattern, tests left out.
func list(t *testing.T, pattern string) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}{{range .Deps}} {{.}}{{end}}`, pattern).Output()
	if err != nil {
		t.Fatalf("go list %s: %v", pattern, err)
	}
	deps := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		deps[words[0]] = words[1:]
	}
	if len(deps) == 0 {
		t.Fatalf("go list %s: no packages", pattern)
	}
	return deps
}
