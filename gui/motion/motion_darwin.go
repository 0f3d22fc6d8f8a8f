package motion

import (
	"context"
	"os/exec"
	"strings"
)

// Less reports whether the person wants little to move by itself. It waits for the system's answer, or the end of ctx; no answer is a no.
func Less(ctx context.Context) bool {
	out, err := exec.CommandContext(ctx, "defaults", "read", "com.apple.universalaccess", "reduceMotion").Output()
	return err == nil && strings.TrimSpace(string(out)) == "1"
}
