package layout

import (
	"path"
	"strings"
	"time"
)

// Places below a library folder. All but Unplayable are our own part of it, which file managers do not show.
const (
	Own        = ".caracal"
	Bin        = Own + "/bin"
	Incoming   = Own + "/incoming" // where a clip is written before it is moved to its place
	Pictures   = Own + "/pictures" // that clips were made from
	Lock       = Own + "/lock"     // a file: who writes to Incoming holds its lock
	Unplayable = "Not playable"    // files that were to be clips and cannot be shown: an ordinary folder, because they were paid for
)

// Dir returns the folder of the file at rel as an index names it: with a slash at its end, and empty for the library folder itself.
func Dir(rel string) string {
	dir, _ := path.Split(rel)
	return dir
}

// Month is the folder in which a clip of that time is kept.
func Month(created time.Time) string { return created.Format("2006-01") }

// binStamp is how the bin's folders are named: by when their clips were deleted, in UTC. Below it a clip keeps its path in the library, so that both
// are known even when the index is lost.
const binStamp = "20060102T150405Z"

// ToBin returns where a clip at rel is in the bin when it is deleted at that time, which is kept to the second.
func ToBin(rel string, deleted time.Time) string {
	return Bin + "/" + deleted.UTC().Format(binStamp) + "/" + rel
}

// FromBin takes a path in the bin apart: where the clip was, and when it was deleted. It reports whether it is one.
func FromBin(rel string) (original string, deleted time.Time, ok bool) {
	rest, ok := strings.CutPrefix(rel, Bin+"/")
	if !ok {
		return "", time.Time{}, false
	}
	stamp, original, ok := strings.Cut(rest, "/")
	deleted, err := time.Parse(binStamp, stamp)
	return original, deleted, ok && err == nil
}
