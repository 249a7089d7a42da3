package claim

import "testing"

// TestPhrases holds the index of phrases to the lines that ask for them.
func TestPhrases(t *testing.T) {
	if have, room := len(known.phrases), 64*len(phraseSet{}); have > room {
		t.Fatalf("there are %d phrases, phraseSet has room for %d: make it longer", have, room)
	}
	if have, room := len(known.lists), 1<<8; have > room {
		t.Fatalf("phrases begin in %d ways, the index has room for %d: give it wider numbers", have-1, room-1)
	}
	texts := []string{"", "a", "a cyberattack can trigger article 5", "cyberspace is a domain of operations like land, sea and air",
		"if the attack meets the threshold, nato will respond by consensus", "states should not attack critical infrastructure"}
	spoken := 0
	for _, text := range texts {
		found := known.in(text)
		for i := range lines {
			given, ok := lines[i].onLine(text)
			if !asked(i, &found) {
				if ok {
					t.Errorf("%q speaks to line %s, the index says it does not", text, lines[i].name)
				}
				continue
			}
			spoken++
			if again, ok2 := lines[i].answer(text); ok != ok2 || again != given {
				t.Errorf("%q on line %s: %v %v, by the index %v %v", text, lines[i].name, given, ok, again, ok2)
			}
		}
	}
	if spoken == 0 {
		t.Error("no text speaks to any line")
	}
}

// TestSpelledOtherwise holds the quick look to what it stands for.
func TestSpelledOtherwise(t *testing.T) {
	for _, s := range []string{"a cyber attack", "cyber-attack", "cyber space", "defence", "it’s", "‘a’", "“a”", "law enforcement", "law-enforcement", "recognise", "organisation", "behaviour"} {
		if !spelledOtherwise(s) {
			t.Errorf("%q is not seen", s)
		}
		if evenSpelling.Replace(s) == s {
			t.Errorf("%q is written evenly already", s)
		}
	}
	if spelledOtherwise("nato will respond") {
		t.Error("plain words are taken for others")
	}
}
