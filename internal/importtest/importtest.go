// Package importtest holds the arrows of DESIGN.md as a test: which room may
// import which, and which room owns which dependency.
package importtest
