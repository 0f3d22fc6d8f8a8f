package core

import (
	"net"
	"net/url"
)

// SafeAddress reports whether what is sent to an address, and what comes from it, can be neither read nor changed on the way: https, or http within this computer.
func SafeAddress(u *url.URL) bool {
	return u.Host != "" && (u.Scheme == "https" || u.Scheme == "http" && IsLoopback(u.Hostname()))
}

// IsLoopback reports whether a host is this computer.
func IsLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
