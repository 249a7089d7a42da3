package who

import (
	"testing"

	"github.com/communique-kg/communique"
)

// told is a voice that calls every run of these words a name of this type.
type told map[string]string

func (n told) Names(r *communique.Reading, sentence int, found func(first, last int, typ string)) {
	s := r.Sentences[sentence]
	for i := s.First; i < s.Last; i++ {
		for j := i + 1; j <= s.Last; j++ {
			if typ := n[r.Text[r.Tokens[i].Start:r.Tokens[j-1].End]]; typ != "" {
				found(i, j, typ)
			}
		}
	}
}

// TestWithNames: the further voice is heard about free words with a capital, and
// never against what other finders know.
func TestWithNames(t *testing.T) {
	g := fixture(t)
	voice := told{"Qirra Wilms": "person", "Zubrin Bay Works": "organisation", "Zubrin": "place", "Pláka": "place", "NATO": "person", "water": "place", "Water": "place", "The": "place", "Wednesday": "person"}
	for _, c := range []struct{ text, without, with string }{
		{"Then Qirra Wilms came from Pláka. Wilms works for Zubrin Bay Works.", "", "Qirra Wilms=person:qirra-wilms; Pláka=np:pláka; Wilms=person:qirra-wilms; Zubrin Bay Works=org:zubrin-bay-works"},
		{"The water of NATO on Wednesday; Water is water.", "NATO=org:nato", "NATO=org:nato"},
		{"QIRRA WILMS OF ZUBRIN LEFT", "", ""},
	} {
		r := reading(c.text)
		g.Find(r)
		if got := show(r); got != c.without {
			t.Errorf("%q without a voice: got %s, want %s", c.text, got, c.without)
		}
		g.WithNames(voice).Find(r)
		sound(t, r)
		if got := show(r); got != c.with {
			t.Errorf("%q with a voice: got %s, want %s", c.text, got, c.with)
		}
	}
}
