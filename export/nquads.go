package export

import (
	"fmt"
	"strings"
)

// NQuads has a statement of RDF in each line. The graph of each is the document
// that the claim stands in: who says it.
var NQuads = Format{
	Name: "nquads", Title: "N-Quads", Says: "triple stores", MediaType: "application/n-quads", Extension: ".nq", Claim: nquadsClaim,
}

func nquadsClaim(c *Citation) ([]byte, error) {
	var b strings.Builder
	graph := iri("document", string(c.Document.ID))
	for _, t := range c.things() {
		for _, class := range t.classes {
			fmt.Fprintf(&b, "<%s> <%stype> <%s> <%s> .\n", t.id, rdf, termNamed(class).iri, graph)
		}
		for _, s := range t.says {
			p := termNamed(s.term)
			value := `"` + literal(s.value) + `"`
			switch p.value {
			case "":
			case "@id":
				value = "<" + s.value + ">"
			default:
				value += "^^<" + p.value + ">"
			}
			fmt.Fprintf(&b, "<%s> <%s> %s <%s> .\n", t.id, p.iri, value, graph)
		}
	}
	return []byte(b.String()), nil
}

// literal escapes a text as the canonical form of N-Quads wants it.
func literal(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "�") {
		switch r {
		case '\\':
			b.WriteString(`\\`)
		case '"':
			b.WriteString(`\"`)
		case '\n':
			b.WriteString(`\n`)
		case '\r':
			b.WriteString(`\r`)
		case '\t':
			b.WriteString(`\t`)
		case '\b':
			b.WriteString(`\b`)
		case '\f':
			b.WriteString(`\f`)
		default:
			if r < ' ' || r == 0x7f {
				fmt.Fprintf(&b, `\u%04X`, r)
			} else {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}
