package export

import (
	"fmt"
	"strings"
)

// Plain is a citation in words, for a footnote: one paragraph for each claim.
var Plain = Format{
	Name: "text", Title: "Plain text", Says: "a footnote", MediaType: "text/plain; charset=utf-8", Extension: ".txt", Cites: true,
	Between: "\n\n", Tail: "\n", Claim: plainClaim, Question: plainQuestion,
}

func plainClaim(c *Citation) ([]byte, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "“%s”", c.Claim.Evidence.Exact)
	if c.Speaker != "" {
		b.WriteString(" (" + c.Speaker)
		if c.Said.Known() {
			b.WriteString(", " + c.SaidOn)
		}
		b.WriteString(")")
	}
	b.WriteString(", in: ")
	for _, s := range []string{c.author(), c.outlet()} {
		if s != "" {
			b.WriteString(s + ", ")
		}
	}
	fmt.Fprintf(&b, "“%s”", c.title())
	if c.published().Known() {
		b.WriteString(", published " + c.PublishedOn)
	}
	if s := c.source(); s != "" {
		b.WriteString(", " + s)
	} else if f := c.file(); f != "" && f != c.title() {
		b.WriteString(", file " + f)
	}
	b.WriteString(". ")
	if !c.Alone {
		b.WriteString("Read as: " + c.Reading + " ")
	}
	for _, caution := range c.cautions() {
		b.WriteString(caution + " ")
	}
	b.WriteString(c.hashes())
	if c.placed() {
		fmt.Fprintf(&b, ", characters %d–%d", c.Start, c.End)
	}
	b.WriteString(".")
	if !c.Alone {
		fmt.Fprintf(&b, " Claim %s.", c.Claim.ID)
	}
	address := c.Words
	if address == "" {
		address = c.Address
	}
	if address != "" {
		b.WriteString(" " + address)
	}
	return []byte(line(b.String())), nil
}

func plainQuestion(q *Question) ([]byte, error) {
	parts := []string{"“" + q.Asks + "”", q.compared()}
	for _, v := range q.verdicts() {
		parts = append(parts, strings.ToUpper(v[:1])+v[1:])
	}
	parts = append(parts, "Compared by "+q.Reader+", which finds how answers stand and never who is right. "+q.Address)
	return []byte(line(strings.Join(parts, " "))), nil
}
