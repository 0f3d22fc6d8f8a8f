package core

import (
	"net"
	"net/url"
)

// SafeAddress reports whether what is sent to an address and comes from it can neither be read nor changed on the way: it goes by https, or by http within this computer.
func SafeAddress(u *url.URL) bool {
	return u.Host != "" && (u.Scheme == "https" || u.Scheme == "http" && Loopback(u.Hostname()))
}

// Loopback reports whether a host is this computer.
func Loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
