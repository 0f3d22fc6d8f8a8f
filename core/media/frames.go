package media

import (
	"context"
	"io"
)

// Frames returns a reader of the frames of an input that FFmpeg's filters lead to, as encode.WriteSequence takes them. It must be closed, which ends the run that makes them and
// waits for it.
func (d *Decoder) Frames(ctx context.Context, in Input, filters string) io.ReadCloser {
	ctx, stop := context.WithCancel(ctx)
	r, w := io.Pipe()
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.CloseWithError(d.Run(ctx, Job{Inputs: []Input{in}, Out: w, Args: []string{"-filter_complex", "[0:v:0]" + filters, "-f", "rawvideo", "pipe:1"}}))
	}()
	return &framesReader{r, stop, done}
}

type framesReader struct {
	*io.PipeReader
	stop context.CancelFunc
	done chan struct{}
}

// Close is io.Closer's.
func (f *framesReader) Close() error {
	f.stop()
	err := f.PipeReader.Close()
	<-f.done
	return err
}
