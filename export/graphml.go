package export

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"

	"github.com/communique-kg/communique"
)

// GraphML is a graph of entities whose edges are claims, for programs that draw
// and measure networks. A claim is an edge from its subject to its object or,
// without one, to the organisation of a role, to its first topic or back to the
// subject, so that none is lost; it carries all that is known of the claim. Where
// somebody answers for the claim, another edge leads from there to the subject.
// A node stands before the first edge that needs it.
var GraphML = Format{
	Name: "graphml", Title: "GraphML", Says: "Gephi, yEd, Cytoscape", MediaType: "application/graphml+xml; charset=utf-8", Extension: ".graphml",
	Head: graphmlHead(), Tail: "</graph>\n</graphml>\n",
	New: func() func(*Citation) ([]byte, error) {
		return (&graphml{nodes: map[string]string{}}).claim
	},
}

// The keys of the data of nodes and edges, in the order in which they stand.
var (
	graphmlNodeKeys = []string{"id", "label", "type"}
	graphmlEdgeKeys = []string{"part", "claim", "kind", "reading", "polarity", "modality", "value", "act", "scope", "as", "proposition", "about", "said", "published", "recorded",
		"speaker", "topics", "statuses", "evidence", "start", "end", "document", "title", "outlet", "address", "words", "rule"}
)

func graphmlHead() string {
	var b bytes.Buffer
	b.WriteString(xml.Header + `<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
		`xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">` + "\n")
	for _, k := range graphmlNodeKeys {
		fmt.Fprintf(&b, "<key id=\"node-%s\" for=\"node\" attr.name=%q attr.type=\"string\"/>\n", k, k)
	}
	for _, k := range graphmlEdgeKeys {
		kind := "string"
		if k == "start" || k == "end" {
			kind = "int"
		}
		fmt.Fprintf(&b, "<key id=\"edge-%s\" for=\"edge\" attr.name=%q attr.type=%q/>\n", k, k, kind)
	}
	b.WriteString(`<graph id="claims" edgedefault="directed">` + "\n")
	return b.String()
}

// graphml writes one file. It remembers the nodes that stand in it.
type graphml struct {
	nodes map[string]string // their ids in the file by ours
}

func (g *graphml) claim(c *Citation) ([]byte, error) {
	var b bytes.Buffer
	k := c.Claim
	from, part, to := k.Subject, "object", k.Object
	if from == "" {
		from = k.Speaker
	}
	if org := communique.EntityID(k.Scope); to == "" && k.Kind == communique.RoleClaim && org.Kind() != "" {
		part, to = "organisation", org
	}
	if to == "" && len(k.Topics) > 0 {
		part, to = "topic", k.Topics[0]
	}
	source := ""
	if from == "" { // nobody is named: the document says it
		source = g.node(&b, string(c.Document.ID), c.Document.Title, "source text")
	} else {
		source = g.entity(&b, c, from)
	}
	target := source
	if to != "" {
		target = g.entity(&b, c, to)
	} else {
		part = "itself"
	}
	values := c.graphmlValues()
	values["part"] = part
	edge(&b, string(k.ID), source, target, values, graphmlEdgeKeys)
	if k.Speaker != "" && k.Speaker != from {
		said := map[string]string{"part": "speaker", "claim": string(k.ID), "kind": string(k.Kind), "said": edtfOf(c.Said)}
		edge(&b, string(k.ID)+"-said", g.entity(&b, c, k.Speaker), source, said, graphmlEdgeKeys)
	}
	return b.Bytes(), nil
}

// graphmlValues is what an edge tells of a claim; "" where nothing is known.
func (c *Citation) graphmlValues() map[string]string {
	k := c.Claim
	v := map[string]string{"claim": string(k.ID), "kind": string(k.Kind), "reading": c.Reading, "polarity": string(k.Polarity), "modality": string(k.Modality), "act": k.Act, "scope": k.Scope,
		"as": k.As, "proposition": k.Proposition, "about": edtfOf(k.About), "said": edtfOf(c.Said), "published": edtfOf(c.published()), "recorded": joinedBy(recorded(c)), "speaker": string(k.Speaker),
		"topics": joinedBy(k.Topics), "statuses": joinedBy(c.Statuses), "evidence": k.Evidence.Exact, "document": string(c.Document.ID), "title": c.Document.Title,
		"outlet": joinedBy(c.Document.Outlets()), "address": c.Address, "words": c.Words, "rule": k.Rule}
	if k.Value != nil {
		v["value"] = k.Value.String()
	}
	if c.placed() {
		v["start"], v["end"] = strconv.Itoa(c.Start), strconv.Itoa(c.End)
	}
	return v
}

// joinedBy writes a list as one text.
func joinedBy[T ~string](items []T) string {
	var b bytes.Buffer
	for i, s := range items {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(string(s))
	}
	return b.String()
}

// entity returns the node of an entity and writes it the first time.
func (g *graphml) entity(b *bytes.Buffer, c *Citation, id communique.EntityID) string {
	k := c.Claim
	name := id.Name()
	for _, named := range []struct {
		id   communique.EntityID
		name string
	}{{k.Subject, c.Subject}, {k.Object, c.Object}, {k.Speaker, c.Speaker}} {
		if named.id == id && named.name != "" {
			name = named.name
		}
	}
	return g.node(b, string(id), name, string(id.Kind()))
}

func (g *graphml) node(b *bytes.Buffer, id, name, kind string) string {
	if n, ok := g.nodes[id]; ok {
		return n
	}
	n := "n" + strconv.Itoa(len(g.nodes)) // ids of ours hold spaces, those of XML must not
	g.nodes[id] = n
	fmt.Fprintf(b, "<node id=%q>", n)
	data(b, "node", graphmlNodeKeys, map[string]string{"id": id, "label": name, "type": kind})
	b.WriteString("</node>\n")
	return n
}

func edge(b *bytes.Buffer, id, source, target string, values map[string]string, keys []string) {
	fmt.Fprintf(b, "<edge id=%q source=%q target=%q>", id, source, target)
	data(b, "edge", keys, values)
	b.WriteString("</edge>\n")
}

func data(b *bytes.Buffer, of string, keys []string, values map[string]string) {
	for _, k := range keys {
		if values[k] == "" {
			continue
		}
		fmt.Fprintf(b, "<data key=\"%s-%s\">", of, k)
		if err := xml.EscapeText(b, []byte(values[k])); err != nil {
			panic(err) // unreachable: a buffer takes all
		}
		b.WriteString("</data>")
	}
	for k := range values {
		if !slices.Contains(keys, k) {
			panic("export: GraphML has no key " + k) // unreachable: the keys are constants, and a test writes them all
		}
	}
}
