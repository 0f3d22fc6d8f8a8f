package media

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"caracal/core/processtest"
)

func TestMain(m *testing.M) {
	processtest.Main(m, map[string]processtest.Role{"compile": compileRole, "compile for ever": foreverRole})
}

// compileRole compiles, and prints how nice all its threads are, as the system counts: 1 is the nicest.
func compileRole(args []string) error {
	fmt.Println("ready")
	if _, err := io.ReadAll(os.Stdin); err != nil { // until it is let
		return err
	}
	s, err := load(context.Background(), program, filepath.Join(args[0], compiledDir))
	if err != nil {
		return err
	}
	s.close()
	nice, err := syscall.Getpriority(syscall.PRIO_PGRP, 0)
	fmt.Println("nice", nice)
	return err
}

// foreverRole has written a part of the code, as the compiler does, when it is killed.
func foreverRole(args []string) error {
	s, err := load(context.Background(), program, filepath.Join(args[0], compiledDir))
	if err != nil {
		return err
	}
	s.close()
	whole := compiled(filepath.Join(args[0], compiledDir))[0]
	if err := os.Rename(whole, whole+".123.tmp"); err != nil {
		return err
	}
	fmt.Println("ready")
	select {}
}

// A listener does something when it is told the first thing.
type listener struct {
	text []byte
	told func()
}

func (l *listener) Write(b []byte) (int, error) {
	if l.told != nil {
		l.told()
		l.told = nil
	}
	l.text = append(l.text, b...)
	return len(b), nil
}

func TestCodeIsPreparedByAnotherProcess(t *testing.T) {
	d := NewDecoder(t.TempDir())
	defer d.Close()
	begun, out := make(chan struct{}), &listener{}
	out.told = func() { close(begun) }
	in, proceed := io.Pipe()
	n := 0
	d.Compiler = func(ctx context.Context, dir string) *exec.Cmd {
		n++
		cmd := processtest.Command(ctx, "compile", dir)
		cmd.Stdin, cmd.Stdout = in, out
		return cmd
	}
	prepared := make(chan error, 1)
	go func() { prepared <- d.Prepare(t.Context()) }()
	<-begun
	if err := d.Prepare(t.Context()); err != nil { // is being done
		t.Error(err)
	}
	proceed.Close()
	if err := <-prepared; err != nil || !d.Compiled() {
		t.Fatal(err, d.Compiled())
	}
	if !strings.HasSuffix(string(out.text), "nice 1\n") {
		t.Errorf("it says %q", out.text)
	}
	if err := d.Prepare(t.Context()); err != nil || n != 1 {
		t.Errorf("%d processes, %v", n, err)
	}
}

func TestKilledPreparationLeavesNothingToRelyOn(t *testing.T) {
	for name, c := range map[string]struct {
		end  func(d *Decoder, stop func())
		want error
	}{
		"by whoever asked for it":     {func(_ *Decoder, stop func()) { stop() }, context.Canceled},
		"by the end of the program":   {func(d *Decoder, _ func()) { go d.Close() }, context.Canceled},
		"by one who waits for a clip": {func(d *Decoder, _ func()) { go d.takeOver(0) }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			d := NewDecoder(t.TempDir())
			defer d.Close()
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			out := &listener{told: func() { c.end(d, stop) }}
			d.Compiler = func(ctx context.Context, dir string) *exec.Cmd {
				cmd := processtest.Command(ctx, "compile for ever", dir)
				cmd.Stdout = out
				return cmd
			}
			if err := d.Prepare(ctx); !errors.Is(err, c.want) || d.Compiled() {
				t.Error(err, d.Compiled())
			}
			if files := compiled(filepath.Join(d.cacheDir, compiledDir)); len(files) != 1 {
				t.Errorf("it has left %v", files)
			}
		})
	}
}
