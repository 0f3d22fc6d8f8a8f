package index

import (
	"strings"

	"caracal/core"
)

// titleOf returns what a prompt is sorted by: its beginning, in small letters and without accents.
func titleOf(prompt string) string {
	const most = 40 // characters: the rest tells few clips apart, and an index holds it for each
	beginning := []rune(prompt)
	if len(beginning) > most {
		beginning = beginning[:most]
	}
	return strings.Join(core.SearchWords(string(beginning)), " ")
}
