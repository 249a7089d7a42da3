package said

import (
	"testing"

	"github.com/communique-kg/communique"
)

func TestSpoken(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"(Laughs.) Well, (laughs) yes.  (Applause.)", "Well, (laughs) yes."},
		{"(Laughter.)", ""},
		{" (Cross-talk by reporters.)\n(Inaudible)", ""},
		{"(A) comes before (B)", "(A) comes before (B)"},
		{"We meet (as planned).", "We meet (as planned)."},
		{"(Laughter", "(Laughter"},
		{"", ""},
	} {
		if got := spoken(c.text, communique.Span{End: len(c.text)}).Of(c.text); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
