package lynxtest

import (
	"encoding/json"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"caracal/core"
)

// Options are what services differ in. The zero value is a service in good health, at the pace of the real one.
type Options struct {
	Key         string                       // the only good one; empty for DefaultKey
	Balance     core.USD                     // at the start; 0 for $20
	Price       core.USD                     // of a clip; 0 for $0.50
	Fast, Slow  time.Duration                // how long a run takes, at least and at most; 0 for 25 s and 60 s
	InFlight    int                          // runs at once beyond which a submit gets a 429; 0 for no limit
	ListLag     time.Duration                // how long a new run is missing from the list
	ListInputs  bool                         // whether the list tells what runs were given; the documents do not say
	TellInputs  bool                         // whether the answer about a single run tells them
	RefundAfter time.Duration                // from a failure until the refund shows in the billing
	Ahead       time.Duration                // how far the service's clock is ahead of ours
	Make        func(Order) ([]byte, error)  // makes the MP4 of a run when it is first fetched; nil for one of the clips in the package
	Listen      func() (net.Listener, error) // nil for a free port on the loopback interface
}

// DefaultKey has the shape of a real key.
const DefaultKey = "wsk_lynxtest0123456789abcdef0123456789abcdef0123456789abcdef01234567"

// A Service is a running fake. Its methods are safe for use by many goroutines.
type Service struct {
	options                 Options
	api, storage, elsewhere host
	handlers                sync.WaitGroup
	closing                 chan struct{}
	advanced                atomic.Int64 // time.Duration

	mu       sync.Mutex
	closed   bool
	key      string
	accounts map[string]string // of other keys, by key; the main account has no name
	balance  core.USD
	runs     []*run
	uploads  map[string]*upload // by path of the download address
	tickets  map[string]*upload // by signature
	faults   map[Endpoint][]fault
	endings  []Ending
	requests []Request
	leaks    []string
	notes    []string
}

// A host is one of the service's names on the network.
type host struct {
	server *http.Server
	root   string // http://name:port
}

// Start starts a service. Close ends it.
func Start(o Options) (*Service, error) {
	if o.Key == "" {
		o.Key = DefaultKey
	}
	if o.Balance == 0 {
		o.Balance = 20 * core.Dollar
	}
	if o.Price == 0 {
		o.Price = 50 * core.Cent
	}
	if o.Slow == 0 {
		o.Fast, o.Slow = 25*time.Second, 60*time.Second
	}
	if o.Listen == nil {
		o.Listen = func() (net.Listener, error) { return net.Listen("tcp", "127.0.0.1:0") }
	}
	s := &Service{
		options: o, key: o.Key, balance: o.Balance, closing: make(chan struct{}),
		accounts: map[string]string{}, uploads: map[string]*upload{}, tickets: map[string]*upload{}, faults: map[Endpoint][]fault{},
	}
	err := errors.Join(
		s.serve(&s.api, "127.0.0.1", s.apiRoutes()),
		s.serve(&s.storage, "localhost", s.storageRoutes()),
		s.serve(&s.elsewhere, "localhost", s.storageRoutes()),
	)
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// SetPrice has a clip cost more or less from now on.
func (s *Service) SetPrice(price core.USD) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.options.Price = price
}

func (s *Service) serve(h *host, name string, routes http.Handler) error {
	l, err := s.options.Listen()
	if err != nil {
		return err
	}
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		return err
	}
	h.root = "http://" + net.JoinHostPort(name, port)
	h.server = &http.Server{
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !s.enter() {
				panic(http.ErrAbortHandler)
			}
			defer s.handlers.Done()
			w.Header().Set("Date", s.Now().UTC().Format(http.TimeFormat))
			routes.ServeHTTP(w, r)
		}),
		ErrorLog: log.New(io.Discard, "", 0), // faults are on purpose
	}
	s.handlers.Go(func() { _ = h.server.Serve(l) })
	return nil
}

// enter counts a handler in, unless the service is closing.
func (s *Service) enter() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.handlers.Add(1)
	return true
}

// Close ends the service and every connection to it, and waits for the last handler.
func (s *Service) Close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	close(s.closing)
	for _, h := range []host{s.api, s.storage, s.elsewhere} {
		if h.server != nil {
			h.server.Close()
		}
	}
	s.handlers.Wait()
}

// Base is the address for a client, as CARACAL_API_URL has it.
func (s *Service) Base() string { return s.api.root + "/api/v3" }

// Elsewhere is the root of a third host, which serves what the storage does.
func (s *Service) Elsewhere() string { return s.elsewhere.root }

// Key returns the good key.
func (s *Service) Key() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.key
}

// SetKey makes another key the only good one, as when a person revokes the old one.
func (s *Service) SetKey(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.key = key
}

// AddAccount adds the key of another account, which does not see the runs of the first, nor the first its runs. They share one credit.
func (s *Service) AddAccount(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.accounts[key] = key
}

// SetBalance changes the account's credit.
func (s *Service) SetBalance(b core.USD) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.balance = b
}

// Advance puts the service's clock forward, so that what happened a moment ago has happened earlier. To a client it looks as if its own clock had been put back.
func (s *Service) Advance(d time.Duration) { s.advanced.Add(int64(d)) }

// Now is what the service's clock shows.
func (s *Service) Now() time.Time {
	return time.Now().Add(s.options.Ahead + time.Duration(s.advanced.Load()))
}

func (s *Service) apiRoutes() http.Handler {
	mux := http.NewServeMux()
	for _, route := range []struct {
		pattern string
		at      Endpoint
		handle  http.HandlerFunc
	}{
		{"POST /api/v3/wavespeed-ai/lynx", Submit, s.submit},
		{"GET /api/v3/predictions/{id}/result", Result, s.result},
		{"POST /api/v3/predictions", List, s.list},
		{"POST /api/v3/media/uploads", Ticket, s.ticket},
		{"POST /api/v3/media/upload/binary", Form, s.form},
		{"GET /api/v3/balance", Balance, s.balanceOf},
		{"POST /api/v3/model/price", Price, s.price},
		{"POST /api/v3/billings/search", Billing, s.billing},
	} {
		mux.HandleFunc(route.pattern, s.at(route.at, s.withKey(route.handle)))
	}
	mux.HandleFunc("/", s.at(Other, func(w http.ResponseWriter, _ *http.Request) {
		refuse(w, http.StatusNotFound, 404, "page not found")
	}))
	return mux
}

// withKey lets in who has the key.
func (s *Service) withKey(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		good := bearer(r) == s.key || s.accounts[bearer(r)] != ""
		s.mu.Unlock()
		if !good {
			refuse(w, http.StatusUnauthorized, 401, "invalid authentication")
			return
		}
		h(w, r)
	}
}

// bearer returns the key of a request.
func bearer(r *http.Request) string {
	key, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return key
}

// succeed answers in the envelope that the service documents.
func succeed(w http.ResponseWriter, data any) {
	write(w, http.StatusOK, map[string]any{"code": 200, "message": "success", "data": data})
}

// refuse answers with an error in the envelope.
func refuse(w http.ResponseWriter, status, code int, message string) {
	write(w, status, map[string]any{"code": code, "message": message})
}

func write(w http.ResponseWriter, status int, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // of ours: all that is written is made here
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(b) // whoever went away does not want it
}

// read decodes a JSON body, and answers 400 when there is none.
func read(w http.ResponseWriter, r *http.Request, v any) bool {
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(v)
	if err != nil || r.Header.Get("Content-Type") != "application/json" {
		refuse(w, http.StatusBadRequest, 400, "invalid request body")
		return false
	}
	return true
}
