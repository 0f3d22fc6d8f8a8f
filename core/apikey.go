package core

import "strings"

// CheckKey returns an error of kind NeedsKey for no API key, and of kind KeyRefused for a text that can be none: a key is sent in a header, and consists of visible ASCII characters.
func CheckKey(op, key string) error {
	if key == "" {
		return Errorf(op, NeedsKey, "there is no key")
	}
	if strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return Errorf(op, KeyRefused, "the key has characters that no key has")
	}
	return nil
}
