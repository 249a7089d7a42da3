package claim

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/communique-kg/communique/internal/fold"
)

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

// TestInPlain holds what is found in a text as it stands to what is found once it is even.
func TestInPlain(t *testing.T) {
	for _, p := range known.phrases {
		if strings.ContainsAny(p, `'"`) || strings.ContainsFunc(p, func(r rune) bool { return r >= utf8.RuneSelf }) {
			t.Errorf("%q: a phrase has a quotation mark, or a character beyond ASCII", p)
		}
	}
	texts := slices.Concat(goldenTexts(t), []string{"", "a", "A cyber  attack", "Cyber attack", "the law enforcement", " an armed attack", "an armed\u00a0attack", "an armed\nattack",
		"an İnternational law", "\u212Act of war", "“Cyberspace” is NATO’s fourth domain", "international law applies — even here", "the use of force "})
	told := 0
	for _, text := range texts {
		for _, s := range strings.SplitAfter(text, ".") {
			found, plain := known.inPlain(fold.ASCII(s))
			if !plain {
				continue
			}
			told++
			if want := known.in(even(s)); found != want {
				t.Errorf("%q: %b, want %b", s, found, want)
			}
		}
	}
	if told == 0 {
		t.Error("no text is plain")
	}
}
