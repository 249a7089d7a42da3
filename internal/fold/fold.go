// Package fold writes texts in lower case and keeps the lists of words in lower
// case that the words of a text are looked up in.
package fold

// ASCII returns a text with its letters A to Z in lower case and all else as it
// stands, so that offsets into the one hold for the other.
func ASCII(text string) string {
	low := []byte(text)
	for i, c := range low {
		if c >= 'A' && c <= 'Z' {
			low[i] = c + ('a' - 'A')
		}
	}
	return string(low)
}
