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

// TestRespelled holds that all spellings of a word become one.
func TestRespelled(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "nato will respond": "nato will respond", "a cyber attack": "a cyberattack", "cyber-attacks in cyber space": "cyberattacks in cyberspace",
		"it’s ‘a’ “b”…": `it's 'a' "b"…`, "law enforcement and law-enforcement": "policing and policing", "law enforce": "law enforce",
		"defence organisations recognise behaviour": "defense organizations recognize behavior", "cyber defence": "cyber defense",
	} {
		if got := respelled(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	for n, list := range spellings {
		for _, p := range list {
			if respelled(p.other) != p.even || int(spellingOf[p.other[0]]) != n {
				t.Errorf("%q: %q, want %q", p.other, respelled(p.other), p.even)
			}
		}
	}
}
