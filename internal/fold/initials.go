package fold

// Initials tell by first letter and length which words a table may hold. Most
// words of a text are in none of the tables that finders ask for each of them,
// and are ruled out so without a look into the table.
type Initials [27]uint32 // a bit for each length, by the first letter; the last for other characters

// InitialsOf returns the initials of the keys of a table in lower case.
func InitialsOf[V any](table map[string]V) *Initials {
	t := &Initials{}
	for w := range table {
		t.Add(w)
	}
	return t
}

// With adds those of a further table.
func (t *Initials) With(others *Initials) *Initials {
	for i, lengths := range others {
		t[i] |= lengths
	}
	return t
}

// Add adds a word.
func (t *Initials) Add(w string) {
	if w != "" {
		t[initial(w[0])] |= 1 << min(len(w), 31)
	}
}

func initial(c byte) byte { return min(c-'a', 26) }

// May reports whether the table may hold a word in lower case; where it does not,
// it surely holds none.
func (t *Initials) May(w string) bool { return w != "" && t.MayBegin(w[0], len(w)) }

// MayBegin is May for a word that begins with c and has so many bytes.
func (t *Initials) MayBegin(c byte, length int) bool {
	return t[initial(c)]&(1<<min(length, 31)) != 0
}
