package lynxtest

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// faultsByName are the faults that can be asked for by name, from a command line.
func (s *Service) faultsByName() map[string]Fault {
	return map[string]Fault{
		"cut":            Cut(),
		"hang":           s.Hang(),
		"stall":          s.HangInBody(),
		"half":           CutAt(0.5),
		"short":          Shorten(0.7),
		"noranges":       NoRanges(),
		"html":           Say(502, HTML, "Content-Type", "text/html"),
		"page":           Say(200, HTML, "Content-Type", "text/html"),
		"null":           Say(200, "null"),
		"empty":          Say(200, ""),
		"redirect":       Say(307, "", "Location", s.Elsewhere()+"/elsewhere"),
		"400":            Say(400, `{"code":1401,"message":"invalid parameter"}`),
		"401":            Say(401, `{"code":401,"message":"invalid authentication"}`),
		"402":            Say(402, `{"code":1407,"message":"Insufficient credits."}`),
		"403":            Say(403, `{"code":403,"message":"account suspended"}`),
		"404":            Say(404, `{"error":"task not found"}`),
		"429":            Say(429, `{"code":429,"message":"You have reached your concurrency limit"}`, "Retry-After", "10"),
		"500":            Say(500, `{"code":500,"message":"internal error","data":null}`),
		"accepted-cut":   After(Cut()),
		"accepted-hang":  After(s.Hang()),
		"accepted-500":   After(Say(500, `{"code":500,"message":"internal error","data":null}`)),
		"accepted-empty": After(Say(200, "")),
	}
}

// BreakByName breaks an endpoint as "endpoint=fault" or "endpoint=fault*times" says; times is 1 unless it is there, and 0 is always.
func (s *Service) BreakByName(text string) error {
	at, rest, _ := strings.Cut(text, "=")
	name, count, counted := strings.Cut(rest, "*")
	times := 1
	if counted {
		n, err := strconv.ParseUint(count, 10, 16)
		if err != nil {
			return fmt.Errorf("%q is not a number of times", count)
		}
		if times = int(n); n == 0 {
			times = Always
		}
	}
	endpoints := []Endpoint{Submit, Result, List, Ticket, Form, Balance, Price, Billing, Put, Media}
	if !slices.Contains(endpoints, Endpoint(at)) {
		return fmt.Errorf("there is no endpoint %q; there are %v", at, endpoints)
	}
	f, ok := s.faultsByName()[name]
	if !ok {
		return fmt.Errorf("there is no fault %q; there are %v", name, slices.Sorted(maps.Keys(s.faultsByName())))
	}
	s.Break(Endpoint(at), times, f)
	return nil
}
