// Package lang divides a text into paragraphs, sentences and tokens and names
// its language.
package lang

import "github.com/communique-kg/communique"

// Segment fills the paragraphs, sentences and tokens of r from its text and regions.
func Segment(r *communique.Reading) {}
