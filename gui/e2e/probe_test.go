package e2e

import (
	"encoding/binary"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"testing"
)

// A stream is what ffprobe says of a clip's video.
type stream struct {
	CodecName      string `json:"codec_name"`
	PixFmt         string `json:"pix_fmt"`
	Width          int    `json:"width"`
	Height         int    `json:"height"`
	AvgFrameRate   string `json:"avg_frame_rate"`
	RFrameRate     string `json:"r_frame_rate"`
	ReadFrames     string `json:"nb_read_frames"`
	Duration       string `json:"duration"`
	ColorSpace     string `json:"color_space"`
	ColorTransfer  string `json:"color_transfer"`
	ColorPrimaries string `json:"color_primaries"`
	ColorRange     string `json:"color_range"`
}

// probe asks ffprobe, which counts the frames by decoding them.
func probe(t testing.TB, path string) stream {
	t.Helper()
	need(t, "ffprobe")
	out, err := exec.Command("ffprobe", "-v", "error", "-count_frames", "-select_streams", "v", "-show_streams", "-of", "json", path).Output()
	if err != nil {
		t.Fatalf("ffprobe %s: %v", path, err)
	}
	var answer struct{ Streams []stream }
	if err := json.Unmarshal(out, &answer); err != nil || len(answer.Streams) != 1 {
		t.Fatalf("ffprobe %s said %s: %v", path, out, err)
	}
	return answer.Streams[0]
}

// checkPlays fails unless ffmpeg decodes the whole file without a word.
func checkPlays(t testing.TB, path string) {
	t.Helper()
	need(t, "ffmpeg")
	if out, err := exec.Command("ffmpeg", "-nostdin", "-v", "error", "-i", path, "-f", "null", "-").CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("ffmpeg on %s: %v\n%s", path, err, out)
	}
}

// boxes returns the names of the file's outermost boxes, in order.
func boxes(t testing.TB, path string) []string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var names []string
	for {
		var head [8]byte
		if _, err := io.ReadFull(f, head[:]); err == io.EOF {
			return names
		} else if err != nil {
			t.Fatalf("%s: after %v: %v", path, names, err)
		}
		names = append(names, string(head[4:]))
		if _, err := f.Seek(int64(binary.BigEndian.Uint32(head[:]))-8, io.SeekCurrent); err != nil {
			t.Fatal(err)
		}
	}
}
