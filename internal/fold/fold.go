// Package fold writes the words of a document in lower case. A word that was
// written so before costs no memory again, and one in small letters none at all.
package fold

import "strings"

// Words are the words of one document that had to be written anew. The zero value
// holds none.
type Words struct{ low map[string]string }

// longest is how long a word may be to be remembered.
const longest = 64

// Lower returns the word as strings.ToLower does.
func (w *Words) Lower(word string) string {
	i := 0
	for i < len(word) && word[i] < 0x80 && (word[i] < 'A' || word[i] > 'Z') {
		i++
	}
	if i == len(word) {
		return word
	}
	if len(word) > longest {
		return strings.ToLower(word)
	}
	if low, ok := w.low[word]; ok {
		return low
	}
	if w.low == nil {
		w.low = map[string]string{}
	}
	low := strings.ToLower(word)
	w.low[word] = low
	return low
}
