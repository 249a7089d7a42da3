package export

import (
	"fmt"
	"io"
	"strings"

	"github.com/communique-kg/communique"
)

// Text writes what reading found in a document for people: a head, the
// statements and the claims, each with the words it rests on.
func Text(w io.Writer, file string, d *communique.Document) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n", file, strings.Repeat("=", len([]rune(file))))
	published := d.Published()
	for _, f := range []struct{ name, value string }{
		{"title", d.Title}, {"outlet", d.Sources[0].Outlet}, {"author", d.Sources[0].Author}, {"language", d.Language},
		{"published", join(published.EDTF, published.Basis)},
	} {
		if f.value != "" {
			fmt.Fprintf(&b, "%-10s %s\n", f.name, f.value)
		}
	}
	if len(d.Statements) > 0 {
		b.WriteString("\nStatements\n")
	}
	for _, s := range d.Statements {
		speaker := string(s.Speaker)
		if speaker == "" {
			speaker = "(nobody named)"
		}
		words := make([]string, len(s.Content))
		for i, e := range s.Content {
			words[i] = flat(e.Exact)
		}
		fmt.Fprintf(&b, "  %-8s %s: %s\n", s.Kind, speaker, short(strings.Join(words, " … "), 160))
	}
	if len(d.Claims) > 0 {
		b.WriteString("\nClaims\n")
	}
	for _, c := range d.Claims {
		fmt.Fprintf(&b, "  %-12s %s → %s%s\n", c.Kind, orDash(string(c.Subject)), c.Says(), qualifiers(&c))
		fmt.Fprintf(&b, "  %12s “%s”\n", "", short(flat(c.Evidence.Exact), 160))
	}
	b.WriteString("\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// qualifiers lists what narrows a claim: when, how firmly, who answers for it.
func qualifiers(c *communique.Claim) string {
	var parts []string
	if c.About.EDTF != "" {
		parts = append(parts, c.About.EDTF)
	}
	if c.Modality != communique.Asserted {
		parts = append(parts, string(c.Modality))
	}
	if c.Polarity == communique.Denied {
		parts = append(parts, "denied")
	}
	if c.Scope != "" {
		parts = append(parts, "scope "+c.Scope)
	}
	if c.Speaker != "" {
		parts = append(parts, "by "+string(c.Speaker))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

func join(value, basis string) string {
	if basis == "" {
		return value
	}
	return fmt.Sprintf("%s (%s)", value, basis)
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// short cuts a text to at most n characters.
func short(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimSpace(string(r[:n-1])) + "…"
}
