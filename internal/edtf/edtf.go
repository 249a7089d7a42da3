// Package edtf reads and writes the subset of the Extended Date/Time Format
// (ISO 8601-2:2019) that the program uses: dates of year, month or day
// precision, seasons and quarters, unspecified digits, qualifiers, and intervals
// with open or unknown ends.
package edtf
