package lynxtest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// An Endpoint is one of the service's doors.
type Endpoint string

// The endpoints.
const (
	Submit  Endpoint = "submit"
	Result  Endpoint = "result"
	List    Endpoint = "list"
	Ticket  Endpoint = "ticket"
	Form    Endpoint = "form" // the older upload
	Balance Endpoint = "balance"
	Price   Endpoint = "price"
	Billing Endpoint = "billing"
	Put     Endpoint = "put"   // on the storage host
	Media   Endpoint = "media" // on the storage host: pictures and clips
	Other   Endpoint = "other" // what the service does not have
)

// A Request is what a client sent, without its body.
type Request struct {
	At     Endpoint
	Host   string
	Method string
	Path   string
	Header http.Header
}

// at records what comes to an endpoint and lets a fault, when one is due, take the handler's place.
func (s *Service) at(e Endpoint, h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.record(e, r)
		if f := s.nextFault(e); f != nil {
			f(w, r, h)
			return
		}
		h(w, r)
	}
}

func (s *Service) record(e Endpoint, r *http.Request) {
	const most = 100_000
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.requests) < most {
		s.requests = append(s.requests, Request{e, r.Host, r.Method, r.URL.Path, r.Header.Clone()})
	}
	if "http://"+r.Host == s.api.root {
		return
	}
	if r.Header.Get("Authorization") != "" {
		s.leaks = append(s.leaks, fmt.Sprintf("an Authorization header to %s %s", r.Method, r.Host))
	}
	if all := fmt.Sprint(r.URL, r.Header); strings.Contains(all, s.key) || strings.Contains(all, s.options.Key) {
		s.leaks = append(s.leaks, fmt.Sprintf("the key to %s %s", r.Method, r.Host))
	}
}

func (s *Service) note(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.notes = append(s.notes, fmt.Sprintf(format, args...))
}

// Submits counts the POSTs that came to the submit endpoint, whatever became of them.
func (s *Service) Submits() int { return s.Count(Submit) }

// Count counts the requests that came to an endpoint.
func (s *Service) Count(e Endpoint) int {
	n := 0
	for _, r := range s.Requests() {
		if r.At == e {
			n++
		}
	}
	return n
}

// Requests returns what came, in order.
func (s *Service) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// Leaks returns what should not have come: a key on a host that is not the API's.
func (s *Service) Leaks() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.leaks)
}

// Notes returns what the real service would pass over in silence, such as names that it does not know.
func (s *Service) Notes() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.notes)
}
