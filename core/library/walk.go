package library

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/library/folder"
	"caracal/core/library/index"
	"caracal/core/library/layout"
)

const (
	// batch is how many files are read, and then indexed in one transaction: few enough that others do not wait long for their turn.
	batch = 512
	// coarse is the coarsest time that a file system keeps, FAT's two seconds, and one more: what happens in a folder so soon after its last change may leave its
	// time as it was.
	coarse = 3 * time.Second
)

// A walk is one look at the library folder. Folders are listed and files read in one goroutine while another indexes what was read.
type walk struct {
	*Library
	listed map[string]bool // folders to list though they have not changed
	bulk   *index.Bulk     // for what is indexed; nil before the first full batch

	passed map[string]bool // folders in which a file was passed over, because it was moved or written just then

	// What finish is for.
	gone     []goneFile
	vanished []string // folders
	changed  bool     // a file was indexed
}

// newWalk returns a walk that lists these folders though they may not have changed.
func newWalk(l *Library, listed map[string]bool) *walk {
	return &walk{Library: l, listed: listed, passed: make(map[string]bool)}
}

// A goneFile is a clip's file that was not where it was known to be.
type goneFile struct {
	id  core.JobID
	rel string
}

// A listing is a folder that is to be listed.
type listing struct {
	dir   string
	was   int64 // when it had changed last as it is known, in Unix microseconds; 0 when it was to be listed again, unheard for a new one
	mtime int64 // when it had changed last before it is listed; 0 when that says nothing, so that it is to be listed again
	seen  int   // how many videos were in it
}

// unheard is the time of a folder of which nothing is known.
const unheard = -1

// A finding is what is to be indexed: files, and with the last of a folder that it is done with.
type finding struct {
	files []foundFile
	left  map[string]index.File // what was known in the folder and was not there
	done  *listing
}

// indexed returns how many files there are to index.
func (f *finding) indexed() (n int) {
	for _, file := range f.files {
		if !isUnread(file.err) {
			n++
		}
	}
	return n
}

// changes returns how much else there is to write.
func (f *finding) changes() (n int) {
	for _, k := range f.left {
		if k.ID == "" {
			n++
		}
	}
	if f.done != nil && f.done.mtime != f.done.was {
		n++
	}
	return n
}

// A foundFile is a video that is new, or not as it was known.
type foundFile struct {
	rel  string
	info fs.FileInfo
	was  bool // known, as something else
	clip core.Clip
	err  error // of reading the clip
}

// run looks at the folders that have changed, when all is set, and at those in listed.
func (w *walk) run(ctx context.Context, all bool) error {
	todo, err := w.plan(ctx, all)
	if err != nil {
		return err
	}
	n := 0
	for _, f := range todo {
		n += f.seen
	}
	w.scans.begin(n)
	defer w.scans.end()

	reading, stop := context.WithCancel(ctx)
	findings := make(chan finding, 1)
	var unread error
	var reader sync.WaitGroup
	reader.Go(func() {
		defer close(findings)
		for _, f := range todo {
			if unread = w.read(reading, f, findings); unread != nil {
				return
			}
		}
	})
	err = w.write(ctx, findings)
	if w.bulk != nil {
		w.bulk.Close()
	}
	stop()
	reader.Wait()
	if err = cmp.Or(err, unread); err != nil {
		return err
	}
	return w.finish(ctx)
}

// plan finds the folders that are to be listed. The library comes before the bin, because of two files with one id the clip is the one in the library, and the newest
// months come first.
func (w *walk) plan(ctx context.Context, all bool) ([]listing, error) {
	times, err := w.index.Folders(ctx)
	if err != nil {
		return nil, err
	}
	below := make(map[string][]string) // folders, by the one that they are in
	for dir := range times {
		if dir != "" && dir != layout.Bin+"/" {
			parent := layout.Dir(strings.TrimSuffix(dir, "/"))
			below[parent] = append(below[parent], dir)
		}
	}
	telling := w.telling()
	queue := slices.Collect(maps.Keys(w.listed))
	if all {
		queue = append(queue, "", layout.Bin+"/")
	}
	var todo []listing
	seen := make(map[string]bool)
	for ; len(queue) > 0 && ctx.Err() == nil; queue = queue[1:] {
		dir, now := queue[0], time.Now()
		if seen[dir] {
			continue
		}
		info, err := os.Stat(w.folder.Abs(dir))
		if errors.Is(err, fs.ErrNotExist) && dir != "" {
			continue
		}
		seen[dir] = true
		if err != nil {
			continue // one that is not for us, such as lost+found
		}
		f := listing{dir: dir, was: unheard, mtime: info.ModTime().UnixMicro()}
		if now.Sub(info.ModTime()) < coarse || !telling {
			f.mtime = 0
		}
		if was, ok := times[dir]; ok {
			f.was = was
		}
		if f.was == f.mtime && f.was != 0 && !w.listed[dir] {
			queue = append(queue, below[dir]...)
			continue
		}
		entries, err := os.ReadDir(w.folder.Abs(dir))
		if err != nil && dir == "" {
			return nil, folder.Wrap("read library folder", err)
		} else if err != nil {
			continue
		}
		for _, e := range entries {
			switch {
			case e.IsDir() && !strings.HasPrefix(e.Name(), ".") && all:
				queue = append(queue, dir+e.Name()+"/")
			case isVideo(e):
				f.seen++
			}
		}
		todo = append(todo, f)
	}
	for dir := range times {
		if all && !seen[dir] {
			w.vanished = append(w.vanished, dir)
		}
	}
	slices.SortFunc(todo, func(a, b listing) int {
		if x, y := strings.HasPrefix(a.dir, layout.Bin), strings.HasPrefix(b.dir, layout.Bin); x != y {
			if x {
				return 1
			}
			return -1
		}
		return strings.Compare(b.dir, a.dir)
	})
	return todo, ctx.Err()
}

// isVideo reports whether the file may be a clip, by its name.
func isVideo(e fs.DirEntry) bool {
	return e.Type().IsRegular() && clipfile.HasName(e.Name())
}

// read lists a folder and reads the videos in it that are new or have changed.
func (w *walk) read(ctx context.Context, f listing, out chan<- finding) error {
	entries, err := os.ReadDir(w.folder.Abs(f.dir))
	if err != nil {
		return nil // it has just gone, or its disk: finish looks
	}
	known, err := w.index.Known(ctx, f.dir)
	if err != nil {
		return err
	}
	var files []foundFile
	send := func(last bool) error {
		if !w.readFiles(ctx, files) {
			f.mtime = 0
		}
		found := finding{files: files}
		if files = nil; last {
			found.left = known
			found.done = &f
			for _, k := range known {
				if k.ID != "" { // finish is still to say that it is gone
					f.mtime = 0
				}
			}
		}
		select {
		case out <- found:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for _, e := range entries {
		if !isVideo(e) && !isTemp(e) {
			continue
		}
		rel := f.dir + e.Name()
		info, err := e.Info()
		if err != nil {
			continue // it has just gone
		}
		if isTemp(e) {
			if core.IsLeftOver(info) {
				os.Remove(w.folder.Abs(rel))
			}
			continue
		}
		k, was := known[rel]
		delete(known, rel)
		if was && k.Is(info) {
			w.scans.files.Add(1)
			continue
		}
		if time.Since(info.ModTime()) < coarse { // it may be half there, and what is still to come does not change the folder's time
			f.mtime = 0
		}
		if files = append(files, foundFile{rel: rel, info: info, was: was}); len(files) == batch {
			if err := send(false); err != nil {
				return err
			}
		}
	}
	return send(true)
}

// isTemp reports whether core.WriteFile may have made the file.
func isTemp(e fs.DirEntry) bool {
	temp, err := path.Match(core.TempPattern, e.Name())
	return temp && err == nil && e.Type().IsRegular()
}

// readFiles reads clips, several at once. It reports whether each could be read, whatever it then was.
func (w *walk) readFiles(ctx context.Context, files []foundFile) bool {
	var next, failed atomic.Int64
	var readers sync.WaitGroup
	for range min(len(files), max(4, runtime.NumCPU())) {
		readers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(files) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				f := &files[i]
				if f.clip, f.err = w.readClip(ctx, w.folder.Abs(f.rel)); isUnread(f.err) {
					failed.Add(1)
				}
				w.scans.files.Add(1)
			}
		})
	}
	readers.Wait()
	return failed.Load() == 0
}

// isUnread reports whether a clip could not be read for another reason than what is in it: its disk, its permissions, the decoder. It may be as good as before.
func isUnread(err error) bool {
	var path *fs.PathError
	return err != nil && (core.KindOf(err) != core.BadClip || errors.As(err, &path))
}

// write indexes what is found, many files in one transaction.
func (w *walk) write(ctx context.Context, findings <-chan finding) error {
	var list []finding
	n := 0
	change := w.index.Change
	flush := func() error {
		if n == 0 {
			return nil
		}
		if w.bulk == nil && n >= batch {
			var err error
			if w.bulk, err = w.index.Bulk(ctx); err != nil {
				return err
			}
			change = w.bulk.Change
		}
		// SQLite starts a goroutine for each statement that can be stopped; these take microseconds.
		brief := context.WithoutCancel(ctx)
		err := change(ctx, func(tx *index.Txn) error {
			for _, f := range list {
				if err := cmp.Or(ctx.Err(), w.record(brief, tx, f)); err != nil {
					return err
				}
			}
			return nil
		})
		if err == nil {
			w.watches.nudge()
		}
		list, n = nil, 0
		return err
	}
	for f := range findings {
		indexed := f.indexed()
		w.changed = w.changed || indexed > 0
		for rel, k := range f.left {
			if k.ID != "" {
				w.gone = append(w.gone, goneFile{k.ID, rel})
			}
		}
		if some := indexed + f.changes(); some > 0 {
			list = append(list, f)
			n += some
		}
		if n >= batch {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// record indexes one finding.
func (w *walk) record(ctx context.Context, tx *index.Txn, f finding) error {
	for _, file := range f.files {
		switch {
		case isUnread(file.err):
		case file.err != nil: // not a clip of ours, or not any more
			if err := tx.PutStranger(ctx, file.rel, file.info); err != nil {
				return err
			}
		default:
			if file.was {
				if err := tx.RemoveStranger(ctx, file.rel); err != nil {
					return err
				}
			}
			settled, err := w.settle(ctx, tx, file.rel, file.clip, file.info)
			if err != nil {
				return err
			}
			if !settled {
				w.passed[layout.Dir(file.rel)] = true
			}
		}
	}
	for rel, k := range f.left {
		if k.ID != "" {
			continue
		}
		if err := tx.RemoveStranger(ctx, rel); err != nil {
			return err
		}
	}
	if f.done == nil {
		return nil
	}
	if w.passed[f.done.dir] {
		f.done.mtime = 0
	}
	if f.done.mtime == f.done.was {
		return nil
	}
	return tx.PutFolder(ctx, f.done.dir, f.done.mtime)
}

// finish marks the files that were not where they were known to be, when they are really gone, and notes that the folder was read through.
func (w *walk) finish(ctx context.Context) error {
	ever, _, err := w.index.Scanned(ctx)
	if err != nil {
		return err
	}
	for _, dir := range w.vanished {
		known, err := w.index.Known(ctx, dir)
		if err != nil {
			return err
		}
		for rel, k := range known {
			if k.ID != "" {
				w.gone = append(w.gone, goneFile{k.ID, rel})
			}
		}
	}
	if ever && !w.changed && len(w.gone)+len(w.vanished) == 0 {
		return nil
	}
	// The disk is asked while nobody has to wait for it. A file that comes back meanwhile is found by the next scan.
	gone := slices.DeleteFunc(w.gone, func(f goneFile) bool {
		if ctx.Err() != nil {
			return false
		}
		_, err := os.Lstat(w.folder.Abs(f.rel))
		return !errors.Is(err, fs.ErrNotExist)
	})
	for some := range slices.Chunk(gone, batch) {
		err := w.change(ctx, func(tx *index.Txn) error {
			for _, f := range some {
				if err := tx.MarkMissing(ctx, f.id, f.rel); err != nil {
					return err
				}
			}
			return w.stillThere()
		})
		if err != nil {
			return err
		}
	}
	return w.change(ctx, func(tx *index.Txn) error {
		for _, dir := range w.vanished {
			if err := tx.RemoveFolder(ctx, dir); err != nil {
				return err
			}
		}
		if err := w.stillThere(); err != nil {
			return err
		}
		if err := tx.Promote(ctx); err != nil || ever {
			return err
		}
		return tx.MarkScanned(ctx, time.Now())
	})
}

// stillThere fails when the disk was pulled out while we looked: what we saw is to be forgotten then.
func (w *walk) stillThere() error {
	_, err := w.folder.Find()
	return err
}
