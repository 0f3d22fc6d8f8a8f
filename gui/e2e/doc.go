// Package e2e tests the whole program from the outside: the real binary as a person or a script starts it, in a real window on a virtual display, with a real
// mouse, and killed in the middle of its work. It holds nothing but tests and benchmarks.
//
// The rules of this room:
//   - Nothing is faked. What a test knows it has read from the screen, from the files or from what the program prints.
//   - Every process that a test starts ends with the test, by its id.
//   - A test waits for what it wants to see, never for a length of time.
//   - Screenshots of a failed test stay in testdata/failed.
package e2e
