package claim

import (
	"strings"
	"testing"

	"github.com/communique-kg/communique"
)

func TestPassage(t *testing.T) {
	text := "the ministers agreed on monday that a serious attack on the networks of one member may call for an answer by all of them and that the council will weigh each case on its own before it decides what that answer is to be"
	same := fingerprint(strings.Fields(text))
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{"itself", text, true},
		{"with a word more", strings.Replace(text, "serious attack", "serious digital attack", 1), true},
		{"without its beginning", strings.TrimPrefix(text, "the ministers agreed "), true},
		{"half of it, and other words", text[:len(text)/2] + "x y z of a policy that nobody had heard of before and which the spokesman would not explain to the press", false},
		{"the same words in another order", "all of them may call for an answer and that a serious attack by one member on monday on the networks of the council will decide what each case is to be before the ministers agreed that answer on its own", false},
		{"another paragraph", "four years later the alliance had a centre for such operations, a staff of its own and a budget that grew by a third, but no member had ever asked for help under the treaty because of an attack on its networks", false},
		{"too short", "the ministers agreed on monday", false},
	} {
		if got := fingerprint(strings.Fields(test.text)).Like(same); got != test.want {
			t.Errorf("%s: like %v, want %v", test.name, got, test.want)
		}
	}
	if communique.Passage(0).Like(0) {
		t.Error("paragraphs too short to tell are like each other")
	}
}

// Unrelated paragraphs of one vocabulary must not look alike.
func TestPassagesApart(t *testing.T) {
	words := strings.Fields("nato allies cyber attack article defence council agreed decided state russia estonia policy space domain will must the of and to in on")
	var all []communique.Passage
	x := uint32(7)
	for range 400 {
		var text []string
		for range 60 {
			x = x*1664525 + 1013904223
			text = append(text, words[x>>16%uint32(len(words))])
		}
		all = append(all, fingerprint(text))
	}
	for i := range all {
		for j := range i {
			if all[i].Like(all[j]) {
				t.Fatalf("paragraphs %d and %d look alike: %016x %016x", i, j, uint64(all[i]), uint64(all[j]))
			}
		}
	}
}
