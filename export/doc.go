// Package export writes what the program knows in forms that other programs
// read, one file for each form. It is derived from documents alone. Offsets
// leave the program as Unicode code points.
package export
