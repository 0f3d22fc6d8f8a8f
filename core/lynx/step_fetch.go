package lynx

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/wavespeed"
)

// maxClip is far above what five seconds of video can need.
const maxClip = 512 << 20 // bytes

// fetch brings the clip to task.Out, whole or not at all. A download that breaks off goes on where it broke. When it fails for good the mark stays at Made, and the clip can be
// fetched again for free.
func (r *taskRun) fetch(ctx context.Context) (err error) {
	const op = "fetch the clip"
	part, err := os.OpenFile(r.task.Out+".part", os.O_CREATE|os.O_RDWR|os.O_TRUNC, 0o600)
	if err != nil {
		return core.WrapFile(op, err)
	}
	defer func() {
		part.Close()
		os.Remove(part.Name()) // gone already when all went well
	}()
	onProgress := func(done float64) { r.report(core.Fetching, done, "") }
	onProgress(0)
	d := r.Client.NewDownload(part, maxClip, onProgress)
	var t failureStreak
	for {
		had := d.Have()
		err := r.fetchOnce(ctx, d, part.Name())
		if err == nil {
			break
		}
		// The next address may be better, and what is there may be whole by then.
		if kind := core.KindOf(err); !kind.Nature().Transient && kind != core.Expired && kind != core.BadClip {
			return err
		}
		r.output = ""
		if d.Have() > had {
			t.reset()
		}
		if t.add(err, r.pace.Grace) {
			if errors.Is(err, clipfile.ErrStrange) {
				break // as far as anyone can tell it is what was paid for: whoever shelves it can try to show it
			}
			return err
		}
		if err := core.Sleep(ctx, t.pause(err, r.pace.Poll, r.pace.PollMost)); err != nil {
			return err
		}
	}
	if err := errors.Join(part.Sync(), part.Close()); err != nil {
		return core.WrapFile(op, err)
	}
	if err := os.Rename(part.Name(), r.task.Out); err != nil {
		return core.WrapFile(op, err)
	}
	if err := core.SyncDir(filepath.Dir(r.task.Out)); err != nil {
		return core.WrapFile(op, err)
	}
	return r.save(core.Mark{Step: core.Fetched, RemoteID: r.mark.RemoteID, Account: r.mark.Account, Facts: r.mark.Facts})
}

// fetchOnce makes one try to complete the file, with the address that this call knows or the one that the service gives now.
func (r *taskRun) fetchOnce(ctx context.Context, d *wavespeed.Download, file string) error {
	const op = "fetch the clip"
	if r.output == "" {
		p, err := r.Client.Result(ctx, r.mark.RemoteID)
		if err != nil {
			return err
		}
		if p.Status != wavespeed.Completed || len(p.Outputs) == 0 {
			return core.Errorf(op, core.ServiceDown, "the run was complete and is %q now", p.StatusText)
		}
		r.output = p.Outputs[0]
	}
	if err := d.Run(ctx, r.output); err != nil {
		return err
	}
	if err := clipfile.CheckWhole(file); err != nil {
		d.Restart()
		return err
	}
	return nil
}
