// Package resources carries the files that Caracal ships inside its program.
//
// The rules of this room: a file is embedded as it is, its rights are told in README.md, and nothing is unpacked or parsed when the program starts.
package resources
