// Package release asks whether there is a newer Caracal. Nobody is asked before a person wants to know, nothing of theirs is said, and nothing is fetched but the answer: to install
// what is newer is theirs to do.
package release
