package graph

import (
	"strconv"

	"github.com/cayleygraph/quad"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
)

// quadsOf returns the quads of a document: all that the graph holds under its label.
func quadsOf(d *communique.Document, records []communique.Record) []quad.Quad {
	l := maker{label: documentNode(d.ID)}
	l.add(l.label, typeOf, article)
	for _, name := range d.Outlets() {
		l.text(l.label, outlet, name)
	}
	l.text(l.label, rows, encodeRows(d, records))
	for _, r := range records {
		if len(r.Recorded) == 0 {
			continue
		}
		c := r.Claim
		node := claimNode(c.ID)
		l.add(node, typeOf, kindNode(c.Kind))
		l.add(node, subject, entityNode(c.Subject))
		l.add(node, object, entityNode(c.Object))
		l.add(node, organisation, entityNode(organisationOf(c)))
		l.add(node, speaker, entityNode(c.Speaker))
		for _, id := range c.Topics {
			l.add(node, topic, entityNode(id))
		}
		for _, q := range c.Questions {
			l.add(node, question, questionNode(q))
		}
	}
	return l.quads
}

// annotationQuads returns the quads of what a person said.
func annotationQuads(e corpus.Entry) []quad.Quad {
	a := e.Annotation
	l := maker{label: annotationNode(e.Seq)}
	l.add(l.label, typeOf, "annotation-kind:"+quad.IRI(a.Kind))
	switch a.Kind {
	case communique.Retract:
		l.add(l.label, target, documentNode(communique.DocID(a.Target)))
	case communique.Undo:
		if seq, err := strconv.ParseUint(a.Target, 10, 64); err == nil {
			l.add(l.label, target, annotationNode(seq))
		}
	case communique.Merge:
		l.add(l.label, target, entityNode(communique.EntityID(a.Target)))
	default:
		l.add(l.label, target, claimNode(communique.ClaimID(a.Target)))
	}
	l.add(l.label, into, entityNode(a.Into))
	if e.Agent != "" {
		l.add(l.label, creator, "agent:"+quad.IRI(e.Agent))
	}
	return l.quads
}

// factQuads returns the quads of the reference facts.
func factQuads(facts []communique.Fact) []quad.Quad {
	l := maker{label: referenceLabel}
	for i := range facts {
		f := &facts[i]
		node := factNode(f.ID)
		l.add(node, typeOf, kindNode(f.Kind))
		l.add(node, subject, entityNode(f.Subject))
		l.add(node, object, entityNode(f.Object))
		l.add(node, organisation, entityNode(organisationOf(&communique.Claim{Kind: f.Kind, Scope: f.Scope})))
		for _, id := range f.Topics {
			l.add(node, topic, entityNode(id))
		}
		l.text(node, holds, f.Days.String())
		l.text(node, authority, f.Authority)
	}
	return l.quads
}

// maker collects quads under one label.
type maker struct {
	label quad.IRI
	quads []quad.Quad
}

// add adds a quad; where there is nothing at its end, none.
func (m *maker) add(s, p, o quad.IRI) {
	if o != "" {
		m.quads = append(m.quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: m.label})
	}
}

// text adds a quad that ends in a text; where there is none, none.
func (m *maker) text(s, p quad.IRI, text string) {
	if text != "" {
		m.quads = append(m.quads, quad.Quad{Subject: s, Predicate: p, Object: quad.String(text), Label: m.label})
	}
}
