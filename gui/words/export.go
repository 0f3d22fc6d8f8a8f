package words

import "fmt"

// NoSuchClip says that nothing, or more than one clip, is meant by that.
func NoSuchClip(named string) string {
	return fmt.Sprintf("%.100q is no file, and no clip's id or its beginning. Give a clip's file, or as much of its id as only one clip has.", named)
}
