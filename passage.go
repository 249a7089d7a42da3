package communique

import (
	"fmt"
	"math/bits"
	"strconv"
)

// Passage is a fingerprint of the paragraph that a claim stands in: one bit of
// each of 64 minimum hashes of its shingles (b-bit minwise hashing, Li and König
// 2010). Paragraphs that share a part J of their shingles agree in 32 + 32·J bits
// on average. Zero is the fingerprint of a paragraph too short to tell a copy by.
type Passage uint64

// Like reports whether two paragraphs are the same but for a few words: nine
// tenths of the bits agree. Unrelated ones do so once in ten million times.
func (p Passage) Like(other Passage) bool {
	const differing = 7
	return p != 0 && other != 0 && bits.OnesCount64(uint64(p^other)) <= differing
}

// MarshalText writes 16 hexadecimal digits.
func (p Passage) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "%016x", uint64(p)), nil }

// UnmarshalText reads what MarshalText writes.
func (p *Passage) UnmarshalText(text []byte) error {
	n, err := strconv.ParseUint(string(text), 16, 64)
	if err != nil {
		return fmt.Errorf("passage %q: write 16 hexadecimal digits", text)
	}
	*p = Passage(n)
	return nil
}
