package said

import (
	"slices"
	"strings"
	"testing"
)

// TestPredicates proves the tables: small letters, known frames, a complement for
// every word.
func TestPredicates(t *testing.T) {
	for _, table := range [][]entry{verbTable, nounTable, adjectiveTable} {
		for _, e := range table {
			p, words := e.predicate()
			if len(words) == 0 || p.frames == 0 && p.preps == "" || e.line != strings.ToLower(e.line) {
				t.Errorf("%q: want words in small letters, and frames or prepositions", e.line)
			}
			letters, _, _ := strings.Cut(strings.TrimSpace(strings.SplitN(e.line, "=", 2)[0]), " ")
			for _, l := range letters {
				if frameOf[l] == 0 && !strings.HasPrefix(e.line, " ") {
					t.Errorf("%q: unknown frame %q", e.line, l)
				}
			}
		}
	}
	if got := verbOf("pledged"); got == nil || got.class != utterance || !got.takes(infinitive) {
		t.Errorf("pledged: got %+v, want an utterance with an infinitive", got)
	}
	if lexemes.Of("called").verb == nil || !lexemes.Of("called").verb.governs("for") || lexemes.Of("called").verb.governs("fo") || lexemes.Of("called").verb.governs("") {
		t.Error("called: want it to govern for, and no part of that word")
	}
}

func TestInflect(t *testing.T) {
	for entry, want := range map[string]string{
		"add":                 "add adds added adding",
		"deny":                "deny denies denied denying",
		"slam+":               "slam slams slammed slamming",
		"urge":                "urge urges urged urging",
		"press":               "press presses pressed pressing",
		"agree":               "agree agrees agreed agreeing",
		"convey":              "convey conveys conveyed conveying",
		"say:said":            "say says said saying",
		"write:wrote:written": "write writes wrote writing written",
		"cast:cast":           "cast casts cast casting",
	} {
		if got := inflect(entry); !slices.Equal(got, strings.Fields(want)) {
			t.Errorf("inflect(%q) = %q, want %q", entry, got, want)
		}
	}
	for noun, want := range map[string]string{"plan": "plans", "ally": "allies", "survey": "surveys", "boss": "bosses", "wish": "wishes"} {
		if got := plural(noun); got != want {
			t.Errorf("plural(%q) = %q, want %q", noun, got, want)
		}
	}
}
