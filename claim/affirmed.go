package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// ObjectOf returns what a claim says of its subject, as the outside of the
// program gives it: the id of its object, else its proposition, and of a position
// that is denied what it denies, since its polarity says that already.
func ObjectOf(c *communique.Claim) string {
	switch {
	case c.Object != "":
		return string(c.Object)
	case c.Kind == communique.Position && c.Polarity == communique.Denied:
		return Affirmed(c.Proposition)
	}
	return c.Proposition
}

// Affirmed takes the negation from the words of a denied claim, whose proposition
// is what it denies: "we cannot wait" denies "we can wait". Words that hold no
// negation of a verb stay as they are.
func Affirmed(proposition string) string {
	words := strings.Split(proposition, " ")
	for i, w := range words {
		low := strings.ReplaceAll(strings.ToLower(w), "’", "'")
		if positive, ok := positives[low]; ok {
			words[i] = positive
			return strings.Join(words, " ")
		}
		if stem, ok := strings.CutSuffix(low, "n't"); ok && stem != "" {
			words[i] = w[:len(stem)]
			return strings.Join(words, " ")
		}
		switch low {
		case "not", "never":
			if i+1 < len(words) && (words[i+1] == "only" || words[i+1] == "just") {
				continue
			}
			return strings.Join(append(words[:i:i], words[i+1:]...), " ")
		case "no":
			if i == 0 {
				words[0] = "any"
				return strings.Join(words, " ")
			}
		}
	}
	return proposition
}

// positives are the negated words whose positive form is no part of them.
var positives = map[string]string{"cannot": "can", "can't": "can", "won't": "will", "shan't": "shall", "nobody": "somebody", "nothing": "anything", "none": "any"}
