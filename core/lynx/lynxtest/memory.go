package lynxtest

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"sync"
	"syscall"
)

// A Memory is a network without a wire, for tests whose time is that of a testing/synctest bubble: there a wait for real connections would keep time from passing. Its
// zero value is ready.
type Memory struct {
	mu        sync.Mutex
	listeners map[string]*listener // by port
	down      bool
}

// Listen is for Options.Listen.
func (m *Memory) Listen() (net.Listener, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.listeners == nil {
		m.listeners = map[string]*listener{}
	}
	port := fmt.Sprint(len(m.listeners) + 1)
	l := &listener{addr: addr("127.0.0.1:" + port), conns: make(chan net.Conn), closed: make(chan struct{})}
	m.listeners[port] = l
	return l, nil
}

// SetDown cuts the network, for new connections, or brings it back.
func (m *Memory) SetDown(down bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.down = down
}

// Transport returns a transport over the network. The caller closes its idle connections.
func (m *Memory) Transport() *http.Transport { return &http.Transport{DialContext: m.dial} }

func (m *Memory) dial(ctx context.Context, network, address string) (net.Conn, error) {
	refused := &net.OpError{Op: "dial", Net: network, Err: syscall.ECONNREFUSED}
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	l, down := m.listeners[port], m.down
	m.mu.Unlock()
	if l == nil || down {
		return nil, refused
	}
	ours, theirs := net.Pipe()
	select {
	case l.conns <- theirs:
		return ours, nil
	case <-l.closed:
		return nil, refused
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

type listener struct {
	addr   addr
	conns  chan net.Conn
	once   sync.Once
	closed chan struct{}
}

func (l *listener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *listener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return nil
}

func (l *listener) Addr() net.Addr { return l.addr }

type addr string

func (addr) Network() string  { return "tcp" }
func (a addr) String() string { return string(a) }
