package communique

import (
	"strings"
	"testing"
)

func TestLower(t *testing.T) {
	r := &Reading{Document: &Document{Text: "NATO’s ÉTATS met in İstanbul"}}
	for start := 0; start < len(r.Text); {
		end := start + strings.IndexByte(r.Text[start:]+" ", ' ')
		r.Tokens = append(r.Tokens, Token{Span: Span{Start: start, End: end}})
		start = end + 1
	}
	for i := range r.Tokens {
		if got, want := r.Lower(i), strings.ToLower(r.Word(i)); got != want {
			t.Errorf("token %d is %q in lower case, want %q", i, got, want)
		}
	}
	if got, want := r.LowerText(), "nato’s États met in İstanbul"; got != want {
		t.Errorf("the text is %q in lower case, want %q", got, want)
	}
}
