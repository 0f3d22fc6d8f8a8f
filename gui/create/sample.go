package create

import (
	"os"
	"path/filepath"

	"caracal/resources"
)

// unpackSample writes the sample picture into the cache folder, unless it is there, and returns its path.
func unpackSample(cache string) (string, error) {
	const op = "unpack the sample picture"
	sample, path := resources.Sample(), filepath.Join(cache, resources.SampleName)
	if info, err := os.Stat(path); err == nil && info.Size() == int64(len(sample)) {
		return path, nil
	}
	return path, keep(op, path, sample)
}
