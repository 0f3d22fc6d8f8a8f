package lynxtest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
)

// A Fault takes the place of an endpoint's handler for one request. It may call the handler.
type Fault func(w http.ResponseWriter, r *http.Request, handler http.HandlerFunc)

// Always is a number of times that does not end.
const Always = -1

type fault struct {
	left int
	do   Fault
}

// Break makes the next so many requests to an endpoint meet the fault, after those that earlier calls named.
func (s *Service) Break(e Endpoint, times int, f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[e] = append(s.faults[e], fault{times, f})
}

// Mend takes back all that Break said of an endpoint.
func (s *Service) Mend(e Endpoint) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.faults, e)
}

// nextFault returns the fault for the request that has just come, or nil.
func (s *Service) nextFault(e Endpoint) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	queue := s.faults[e]
	for len(queue) > 0 && queue[0].left == 0 {
		queue = queue[1:]
	}
	s.faults[e] = queue
	if len(queue) == 0 {
		return nil
	}
	if queue[0].left > 0 {
		queue[0].left--
	}
	return queue[0].do
}

// After does what was asked for, and then answers with another fault.
func After(f Fault) Fault {
	return func(w http.ResponseWriter, r *http.Request, handler http.HandlerFunc) {
		handler(&answer{header: http.Header{}}, r)
		f(w, r, handler)
	}
}

// Cut closes the connection without an answer.
func Cut() Fault {
	return func(http.ResponseWriter, *http.Request, http.HandlerFunc) { panic(http.ErrAbortHandler) }
}

// Hang does not answer until the client gives up or the service closes.
func (s *Service) Hang() Fault {
	return func(_ http.ResponseWriter, r *http.Request, _ http.HandlerFunc) {
		_, _ = io.Copy(io.Discard, r.Body) // net/http notices that a client has gone only when it has sent all
		s.hang(r)
	}
}

// HangInBody does not take in the body.
func (s *Service) HangInBody() Fault {
	return func(_ http.ResponseWriter, r *http.Request, _ http.HandlerFunc) {
		s.hang(r)
	}
}

func (s *Service) hang(r *http.Request) {
	select {
	case <-r.Context().Done():
	case <-s.closing:
	}
	panic(http.ErrAbortHandler)
}

// Say answers with a status and a body. header is pairs of names and values.
func Say(status int, body string, header ...string) Fault {
	return func(w http.ResponseWriter, r *http.Request, _ http.HandlerFunc) {
		_, _ = io.Copy(io.Discard, r.Body)
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// HTML is what gateways send instead of an answer.
const HTML = "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>"

// Alter changes the data in an answer of the handler's.
func Alter(change func(data map[string]any)) Fault {
	return func(w http.ResponseWriter, r *http.Request, handler http.HandlerFunc) {
		a := &answer{header: http.Header{}}
		handler(a, r)
		var envelope struct {
			Code    int            `json:"code"`
			Message string         `json:"message"`
			Data    map[string]any `json:"data"`
		}
		if err := json.Unmarshal(a.body.Bytes(), &envelope); err != nil || envelope.Data == nil {
			write(w, a.status, json.RawMessage(a.body.Bytes()))
			return
		}
		change(envelope.Data)
		write(w, a.status, envelope)
	}
}

// CutAt closes the connection after a fraction of the body that was announced.
func CutAt(fraction float64) Fault {
	return cutBody(fraction, func(*http.Request) { panic(http.ErrAbortHandler) })
}

// StallAt stops sending after a fraction of the body.
func (s *Service) StallAt(fraction float64) Fault { return cutBody(fraction, s.hang) }

func cutBody(fraction float64, then func(*http.Request)) Fault {
	return func(w http.ResponseWriter, r *http.Request, handler http.HandlerFunc) {
		a := &answer{header: w.Header()}
		handler(a, r)
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body.Bytes()[:int(fraction*float64(a.body.Len()))])
		_ = http.NewResponseController(w).Flush() // else what was written is dropped with the connection
		then(r)
	}
}

// Shorten sends a fraction of the body and says that this is all.
func Shorten(fraction float64) Fault {
	return func(w http.ResponseWriter, r *http.Request, handler http.HandlerFunc) {
		a := &answer{header: w.Header()}
		handler(a, r)
		b := a.body.Bytes()[:int(fraction*float64(a.body.Len()))]
		w.Header().Set("Content-Length", strconv.Itoa(len(b)))
		w.WriteHeader(a.status)
		_, _ = w.Write(b)
	}
}

// NoRanges serves the whole, whatever part was asked for.
func NoRanges() Fault {
	return func(w http.ResponseWriter, r *http.Request, handler http.HandlerFunc) {
		r.Header.Del("Range")
		handler(w, r)
	}
}

// An answer takes in what a handler writes.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *answer) Header() http.Header { return a.header }

func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
}

func (a *answer) Write(b []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.body.Write(b)
}
