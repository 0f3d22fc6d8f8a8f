//go:build linux && !race

package picture

import (
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"strings"
	"testing"

	"caracal/core/processtest"
)

// pictureEnv names a picture to open, for a process that this test starts.
const pictureEnv = "CARACAL_TEST_PICTURE"

// TestTheLargestPictureFits opens the picture that takes most, 100 megapixels with alpha, twice in a process of its own, and asks the kernel for the peak.
func TestTheLargestPictureFits(t *testing.T) {
	if path := os.Getenv(pictureEnv); path != "" {
		for range 2 {
			if _, err := Open(t.Context(), path); err != nil {
				t.Fatal(err)
			}
		}
		fmt.Printf("peak %d kB\n", peak(t))
		return
	}
	if testing.Short() {
		t.Skip("takes seconds")
	}
	fast := png.Encoder{CompressionLevel: png.BestSpeed}
	file := encoded(t, func(w io.Writer, img image.Image) error { return fast.Encode(w, img) }, image.NewNRGBA(image.Rect(0, 0, 10_000, 10_000)))
	cmd := processtest.Test(t.Context(), t.Name())
	cmd.Env = append(os.Environ(), pictureEnv+"="+write(t, "large.png", file))
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var kB int
	if _, err := fmt.Sscanf(string(out), "peak %d kB", &kB); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	// 600 MB are for the whole program, 100 of them for what is not pictures.
	if kB < 400_000 || kB > 500_000 {
		t.Errorf("the peak was %d kB, want the 400 MB of the picture and at most 500 MB", kB)
	}
}

// peak returns the most memory that this process has had, in kB.
func peak(t *testing.T) (kB int) {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	_, line, _ := strings.Cut(string(status), "VmHWM:")
	if _, err := fmt.Sscan(line, &kB); err != nil {
		t.Fatal(err)
	}
	return kB
}
