// Package processtest starts other processes of a test binary, for tests of what several processes do to the same files, and of what a kill leaves behind.
//
// The test binary plays a role instead of its tests when it is started by Start or Command. A package that wants that has Main for its TestMain.
package processtest

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"
)

// roleVariable names the role to a process that has one.
const roleVariable = "CARACAL_TEST_ROLE"

// A Role is what another process does. Its arguments are those that it was started with. What it prints reaches the test; an error ends the process with code 1.
type Role func(args []string) error

// Main plays the role that this process was started for, if it was started for one, and else runs the tests. It does not return.
func Main(m *testing.M, roles map[string]Role) {
	name := os.Getenv(roleVariable)
	if name == "" {
		os.Exit(m.Run())
	}
	play, ok := roles[name]
	if !ok {
		fmt.Fprintf(os.Stderr, "there is no role %q\n", name)
		os.Exit(1)
	}
	if err := play(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// Command returns a process that plays a role, not started yet. Its errors go where the test's go.
func Command(ctx context.Context, role string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0], args...)
	cmd.Env = append(os.Environ(), roleVariable+"="+role)
	cmd.Stderr = os.Stderr
	return cmd
}

// Test returns a process that runs one test of this binary, not started yet.
func Test(ctx context.Context, name string) *exec.Cmd {
	return exec.CommandContext(ctx, os.Args[0], "-test.run=^"+name+"$")
}

// A Process plays a role beside the test.
type Process struct {
	*exec.Cmd
	In  io.WriteCloser // what it reads
	Out *bufio.Scanner // the lines that it prints
}

// Start starts a process that plays a role. It is killed at the end of the test, if it lives so long.
func Start(t testing.TB, role string, args ...string) *Process {
	t.Helper()
	p := &Process{Cmd: Command(context.Background(), role, args...)}
	in, err := p.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p.In, p.Out = in, bufio.NewScanner(out)
	t.Cleanup(func() {
		p.Kill()
		p.Wait()
	})
	return p
}

// Line returns the next line that it prints. The test fails when it has ended.
func (p *Process) Line(t testing.TB) string {
	t.Helper()
	if !p.Out.Scan() {
		t.Fatal("the other process ended:", p.Out.Err())
	}
	return p.Out.Text()
}

// Kill kills it, as a crash would: nothing that it does is finished. It does not wait for the end.
func (p *Process) Kill() { p.Process.Kill() }
