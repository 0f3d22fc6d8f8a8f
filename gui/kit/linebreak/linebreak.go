// Package linebreak breaks a text into the lines of a place.
//
// The rules of this room:
//   - Its functions are pure, and may be called on any goroutine.
//   - They are told how wide a string is, and ask for that as seldom as they can: it is what costs.
package linebreak

import (
	"strings"

	"github.com/go-text/typesetting/segmenter"
)

const ellipsis = "…"

// Cut returns s, or as much of its beginning as fits into width with an ellipsis. The search begins where the longest beginning that fits would end if all letters were equally wide.
func Cut(s string, width float32, measure func(string) float32) string {
	whole := measure(s)
	if whole <= width {
		return s
	}
	runes := []rune(s)
	low, high := 0, len(runes)
	for mid, step := int(float32(high)*(width-measure(ellipsis))/whole), 1; low < high; step *= 2 {
		if mid <= low || mid > high {
			mid = (low + high + 1) / 2
		}
		if measure(string(runes[:mid])+ellipsis) <= width {
			low = mid
			mid += step
		} else {
			high = mid - 1
			mid -= step
		}
	}
	return strings.TrimRight(string(runes[:low]), " ") + ellipsis
}

// Wrap breaks s where its script allows it (Unicode Standard Annex 14), and what is too long even so wherever it reaches the edge, into at most so many lines; 0 is no limit.
func Wrap(s string, width float32, limit int, measure func(string) float32) []string {
	fits := func(s string) bool { return measure(trimmed(s)) <= width }
	var lines []string
	for paragraph := range strings.SplitSeq(s, "\n") {
		line := ""
		for _, part := range parts(paragraph) {
			if fits(line + part) {
				line += part
				continue
			}
			if line != "" {
				lines = append(lines, trimmed(line))
			}
			for !fits(part) {
				head := strings.TrimSuffix(Cut(part, width+measure(ellipsis), measure), ellipsis)
				if head == "" || head == part {
					break
				}
				lines = append(lines, head)
				part = strings.TrimPrefix(part, head)
			}
			line = part
		}
		lines = append(lines, trimmed(line))
	}
	if limit > 0 && len(lines) > limit {
		rest := strings.Join(lines[limit-1:], " ")
		lines = append(lines[:limit-1], Cut(rest, width, measure))
	}
	return lines
}

func trimmed(s string) string { return strings.TrimRight(s, " \t") }

// parts returns the pieces of a paragraph that stay whole when it is broken, each with the spaces after it.
func parts(paragraph string) (found []string) {
	var seg segmenter.Segmenter
	seg.InitWithString(paragraph)
	for lines := seg.LineIterator(); lines.Next(); {
		found = append(found, string(lines.Line().Text))
	}
	return found
}
