package export

import (
	"context"
	"sync"
)

// atOnce is how many clips are exported at a time. Each run of FFmpeg takes one core and up to 200 MB.
const atOnce = 2

// A Result is what became of one clip of several.
type Result struct {
	Clip string // its path
	Path string // what was written; empty when nothing was
	Err  error
}

// All exports clips to the folder dir, all that can be exported, and returns what became of each, in the order of paths; those that ctx ended before have its error. It tells
// progress, unless that is nil, how much of all is done, from 0 to 1, one call at a time. Several clips of one name are numbered, whatever the options say.
func (e *Exporter) All(ctx context.Context, paths []string, dir string, o Options, progress func(done float64)) []Result {
	results := make([]Result, len(paths))
	meter := &meter{parts: make([]float64, len(paths)), tell: progress}
	together := run{}
	todo := make(chan int, len(paths))
	for i := range paths {
		todo <- i
	}
	close(todo)
	var workers sync.WaitGroup
	for range min(atOnce, len(paths)) {
		workers.Go(func() {
			for i := range todo {
				results[i].Clip = paths[i]
				if results[i].Err = ctx.Err(); results[i].Err == nil {
					results[i].Path, results[i].Err = e.export(ctx, paths[i], dir, o, together, func(done float64) { meter.set(i, done) })
				}
				meter.set(i, 1)
			}
		})
	}
	workers.Wait()
	return results
}

// A meter adds up how much is done.
type meter struct {
	mu    sync.Mutex
	parts []float64
	sum   float64
	tell  func(float64)
}

func (m *meter) set(part int, done float64) {
	if m.tell == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if done <= m.parts[part] {
		return
	}
	m.sum += done - m.parts[part]
	m.parts[part] = done
	m.tell(m.sum / float64(len(m.parts)))
}
