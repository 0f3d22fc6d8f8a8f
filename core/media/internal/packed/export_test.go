package packed

// This file imports nothing: an import, of testing say, would make the package late, and the test of its being early fail.

// TakeFrom runs take with s as the embedded program and returns what it takes and what it leaves.
func TakeFrom(s string) (taken, left string) {
	saved := embedded
	defer func() { embedded = saved }()
	embedded = s
	taken = take()
	return taken, embedded
}
