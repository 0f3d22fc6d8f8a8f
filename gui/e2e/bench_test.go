package e2e

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// zoompan are the usual recipes for a slow push in with ffmpeg: scale the still up, then let zoompan crop whole pixels out of it. The larger the still, the smaller the steps.
// They squash a square picture; a crop to 16:9 in between makes the larger one about a third cheaper.
func zoompan(t testing.TB, width int, out string) *exec.Cmd {
	t.Helper()
	filter := fmt.Sprintf("scale=%d:-1,zoompan=z='1+0.15*on/119':x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2':d=120:s=1280x720:fps=24", width)
	return exec.Command("ffmpeg", "-nostdin", "-v", "error", "-y", "-i", "testdata/astronaut.jpg", "-vf", filter,
		"-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", out)
}

// BenchmarkMake takes the whole `caracal make` process, from start to saved file, side by side with ffmpeg's zoompan.
func BenchmarkMake(b *testing.B) {
	need(b, "ffmpeg")
	h := newHome(b)
	out := filepath.Join(b.TempDir(), "out.mp4")
	h.mustMake(b, "astronaut.jpg", "slow push in", "16:9")
	var ours, small, large []time.Duration
	var peak int64
	for b.Loop() {
		begin := time.Now()
		a := h.run(b, "make", "--picture", "testdata/astronaut.jpg", "--prompt", "slow push in", "--aspect", "16:9")
		ours = append(ours, time.Since(begin))
		if a.code != 0 {
			b.Fatalf("exit %d\n%s", a.code, a.err)
		}
		peak = max(peak, a.maxRSSBytes)
		small = append(small, timed(b, zoompan(b, 2560, out)))
		large = append(large, timed(b, zoompan(b, 8000, out)))
	}
	b.ReportMetric(0, "ns/op") // the three medians are what counts
	b.ReportMetric(median(ours).Seconds()*1e3, "make-ms")
	b.ReportMetric(median(small).Seconds()*1e3, "zoompan2560-ms")
	b.ReportMetric(median(large).Seconds()*1e3, "zoompan8000-ms")
	b.ReportMetric(float64(median(ours))/float64(median(small)), "of-zoompan2560")
	b.ReportMetric(float64(median(ours))/float64(median(large)), "of-zoompan8000")
	b.ReportMetric(float64(peak)/(1<<20), "peak-MB")
}

// BenchmarkWindow takes the time from the start of the process to the window on the screen, and the memory that it then has in proportion, side by side with
// Chromium and a blank page.
func BenchmarkWindow(b *testing.B) {
	need(b, "chromium")
	s := startScreen(b, 1600, 1000)
	h := newHome(b)
	h.display = s.display
	var ours, theirs []time.Duration
	var ourPSS, theirPSS []int64
	show := func(cmd *exec.Cmd, class string) (time.Duration, int64) {
		begin := time.Now()
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		eventually(b, class+" is on the screen", func() bool {
			out, _ := s.command("xdotool", "search", "--onlyvisible", "--class", class).Output()
			return len(out) > 0
		})
		took := time.Since(begin)
		// Both settle before their memory is looked at.
		time.Sleep(3 * time.Second)
		pss := proportional(b, cmd.Process.Pid)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		eventually(b, class+" is gone", func() bool {
			out, _ := s.command("xdotool", "search", "--onlyvisible", "--class", class).Output()
			return len(out) == 0
		})
		return took, pss
	}
	for b.Loop() {
		took, pss := show(h.command(context.Background()), "Caracal")
		ours, ourPSS = append(ours, took), append(ourPSS, pss)

		profile := b.TempDir()
		blank := s.command("chromium", "--app=data:text/html,", "--no-sandbox", "--no-first-run", "--disable-background-networking", "--disable-component-update",
			"--disable-sync", "--disable-quic", "--password-store=basic", "--user-data-dir="+profile)
		took, pss = show(blank, "chromium")
		theirs, theirPSS = append(theirs, took), append(theirPSS, pss)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(ours).Seconds()*1e3, "window-ms")
	b.ReportMetric(median(theirs).Seconds()*1e3, "chromium-ms")
	b.ReportMetric(float64(median(ours))/float64(median(theirs)), "of-chromium-time")
	b.ReportMetric(float64(median(ourPSS))/(1<<20), "window-MB")
	b.ReportMetric(float64(median(theirPSS))/(1<<20), "chromium-MB")
	b.ReportMetric(float64(median(ourPSS))/float64(median(theirPSS)), "of-chromium-memory")
}

// proportional returns the proportional set size of a process and all beneath it, in bytes (proc(5), smaps_rollup).
func proportional(t testing.TB, pid int) int64 {
	t.Helper()
	children := map[int][]int{}
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range stats {
		raw, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		// The name in brackets may hold anything; behind it come the state and the parent.
		fields := strings.Fields(string(raw[strings.LastIndexByte(string(raw), ')')+1:]))
		child, _ := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		parent, _ := strconv.Atoi(fields[1])
		children[parent] = append(children[parent], child)
	}
	var sum int64
	for todo := []int{pid}; len(todo) > 0; {
		next := todo[0]
		todo = append(todo[1:], children[next]...)
		raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", next))
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(raw)) {
			if f := strings.Fields(line); len(f) == 3 && f[0] == "Pss:" {
				kb, _ := strconv.ParseInt(f[1], 10, 64)
				sum += kb << 10
			}
		}
	}
	return sum
}

func timed(t testing.TB, cmd *exec.Cmd) time.Duration {
	t.Helper()
	begin := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", cmd.Args[0], err, out)
	}
	return time.Since(begin)
}

func median[T int64 | time.Duration](values []T) T {
	slices.Sort(values)
	return values[len(values)/2]
}
