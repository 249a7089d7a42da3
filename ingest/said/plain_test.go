package said

import (
	"slices"
	"testing"

	"github.com/communique-kg/communique"
)

// TestPlain says which sentences get no tree, and that their statements have the
// whole source all the same.
func TestPlain(t *testing.T) {
	g := shipped(t)
	for _, c := range []struct {
		text   string
		tree   bool
		source string
	}{
		{"“We stand ready to defend every ally,” she said.", false, "she"},
		{"“We stand ready to defend every ally,” said Jens Stoltenberg.", false, "Jens Stoltenberg"},
		{"“We stand ready,” Jens Stoltenberg told reporters on Monday.", false, "Jens Stoltenberg"},
		{"The foreign minister said that the attack had been repelled.", false, "The foreign minister"},
		{"On Monday, the ministry said the attack had been repelled.", false, "the ministry"},
		{"The attack was repelled, according to the ministry.", false, "the ministry"},
		{"“We stand ready,” said Jane Doe, a spokeswoman for the agency.", false, "Jane Doe, a spokeswoman for the agency"},
		{"“We stand ready,” said Jane Doe at a hearing of the committee.", true, "Jane Doe"},
		{"The ambassador of France to Estonia said that the attack had been repelled.", true, "The ambassador of France to Estonia"},
		{"Experts in the region think that it is old.", false, "Experts in the region"},
		{"In Brussels, the allies refused to discuss the plan.", false, "the allies"},
		{"It was an old plan that nobody had read, investors complained.", false, "investors"},
		{"“We stand ready for it,” Mr. Doe said in Paris, emphasizing that the plan was old.", false, "Mr. Doe"},
		{"Jane Doe of Paris, Texas, thinks that it is old.", true, "Jane Doe of Paris, Texas,"},
		{"The minister rejected the plan and said that it was old.", true, "The minister"},
	} {
		r := fresh(c.text)
		read(r, g)
		if len(r.Statements) == 0 {
			t.Errorf("%q: no statement", c.text)
			continue
		}
		if got := r.Statements[0].SpeakerSpan.Exact; got != c.source {
			t.Errorf("%q: got source %q, want %q", c.text, got, c.source)
		}
		tree := slices.ContainsFunc(r.Tokens, func(t communique.Token) bool { return t.Dependency != communique.Unparsed })
		if tree != c.tree {
			t.Errorf("%q: got a tree %v, want %v", c.text, tree, c.tree)
		}
	}
}
