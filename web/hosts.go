package web

import (
	"net"
	"net/netip"
	"strings"
)

// hosts decides under which names the server may be asked. A page of a hostile
// site can have its own name resolve to this machine (DNS rebinding); then the
// Host header holds that name.
type hosts struct {
	names map[string]bool
	any   bool // every numeric address: the server listens on all of them
}

func newHosts(addr string, more []string) hosts {
	h := hosts{names: map[string]bool{}}
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		host = addr
	}
	ip, err := netip.ParseAddr(host)
	switch {
	case addr == "":
	case host == "" || err == nil && ip.IsUnspecified():
		h.any = true
	default:
		h.names[strings.ToLower(host)] = true
	}
	for _, name := range more {
		h.names[strings.ToLower(name)] = true
	}
	return h
}

// allow reports whether a Host header names this server.
func (h hosts) allow(header string) bool {
	host := header
	if name, _, err := net.SplitHostPort(header); err == nil {
		host = name
	}
	host = strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(host, "["), "]"), "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") || h.names[host] {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && (ip.IsLoopback() || h.any)
}
