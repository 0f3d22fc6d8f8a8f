package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/journal"
	"caracal/core/lynx/lynxtest"
)

// BenchmarkQueue has a process look after two hundred Lynx jobs: all of them at the service, and as a new account may, two at a time. It takes the share of one core that this needs
// while there is nothing to do but wait, and how much later than at the service a clip is complete in the library.
func BenchmarkQueue(b *testing.B) {
	b.Run("at-the-service", func(b *testing.B) { benchmarkQueue(b, core.Settings{InFlight: 1000}, 200) })
	b.Run("two-at-a-time", func(b *testing.B) { benchmarkQueue(b, core.DefaultSettings(), 1) })
}

// benchmarkQueue queues the jobs, and measures once the service has so many of their runs.
func benchmarkQueue(b *testing.B, limits core.Settings, runs int) {
	const jobs, takes, while = 200, 20 * time.Second, 8 * time.Second
	var share []float64
	var late []time.Duration
	for b.Loop() {
		h := newLynxHome(b, lynxtest.Options{Balance: 1000 * core.Dollar, Fast: takes, Slow: takes})
		h.set(b, limits)
		h.mustMake(b, "astronaut.jpg", "the first use of the library", "16:9")
		h.queue(b, jobs)
		ctx, cancel := context.WithCancel(b.Context())
		cmd := h.command(ctx, "resume")
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		eventually(b, "the runs are accepted", func() bool { return len(h.service.Runs()) >= runs })
		used := cpu(b, cmd.Process.Pid)
		time.Sleep(while)
		share = append(share, float64(cpu(b, cmd.Process.Pid)-used)/float64(while))
		if runs < jobs {
			cancel()
			_ = cmd.Wait()
			continue
		}
		if err := cmd.Wait(); err != nil {
			b.Fatal(err)
		}
		cancel()
		late = append(late, h.late(b, takes)...)
		h.wantService(b, jobs, jobs)
		if n := len(h.clips(b)); n != jobs+1 {
			b.Errorf("%d clips", n)
		}
	}
	b.ReportMetric(0, "ns/op")
	slices.Sort(share)
	b.ReportMetric(100*share[len(share)/2], "%-of-a-core")
	if len(late) > 0 {
		b.ReportMetric(median(late).Seconds(), "late-s")
		b.ReportMetric(slices.Max(late).Seconds(), "latest-s")
	}
}

// queue journals jobs as a window leaves them that is closed before they have begun.
func (h *lynxHome) queue(t testing.TB, jobs int) {
	t.Helper()
	picture, err := filepath.Abs("testdata/astronaut.jpg")
	if err != nil {
		t.Fatal(err)
	}
	j, err := journal.Open(filepath.Join(h.dir, "data"))
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	for i := range jobs {
		now := time.Now()
		err := j.Put(core.Entry{
			Job: core.Job{
				ID: core.NewJobID(), State: core.Waiting, Step: core.New, Price: 50 * core.Cent, Money: core.Reserved, Created: now,
				Request: core.Request{
					Engine: core.Lynx, Aspect: core.Wide, Prompt: fmt.Sprintf("job %d", i),
					Picture: core.Picture{Path: picture, Name: "astronaut.jpg", SHA256: strings.Repeat("0", 64)},
				},
			},
			Mark: core.Mark{Step: core.New, At: now},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// late returns how long after their runs were complete the clips were in the library.
func (h *lynxHome) late(t testing.TB, takes time.Duration) (late []time.Duration) {
	t.Helper()
	complete := map[string]time.Time{}
	for _, r := range h.service.Runs() {
		complete[r.ID] = r.Created.Add(takes)
	}
	for _, e := range h.journal(t) {
		if at, ok := complete[e.Job.RemoteID]; ok {
			late = append(late, e.Job.Ended.Sub(at))
		}
	}
	return late
}

// cpu returns the processor time that a process has used (proc(5), stat: utime and stime, in hundredths of a second).
func cpu(t testing.TB, pid int) time.Duration {
	t.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		t.Fatal(err)
	}
	fields := strings.Fields(string(raw[strings.LastIndexByte(string(raw), ')')+1:]))
	var ticks int
	for _, f := range fields[11:13] {
		n, err := strconv.Atoi(f)
		if err != nil {
			t.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}
