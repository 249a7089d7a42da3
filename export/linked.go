package export

import (
	"strconv"

	"github.com/communique-kg/communique"
)

// What the two linked-data formats say of a claim, in terms of PROV, the Web
// Annotation vocabulary and schema.org where these have them, and of our own where
// they do not. Ids are names (urn:communique:…) made of content, so that two
// stores that read the same bytes speak of the same things.

// iri makes the name of a thing of ours.
func iri(kind, id string) string { return "urn:communique:" + kind + ":" + plainASCII(id) }

// term is a property or class of the linked data.
type term struct {
	name, iri string
	value     string // "" a text, "@id" a thing, else the type of a literal
}

const (
	xsd  = "http://www.w3.org/2001/XMLSchema#"
	edtv = "http://id.loc.gov/datatypes/edtf/EDTF"
	oa   = "http://www.w3.org/ns/oa#"
	prov = "http://www.w3.org/ns/prov#"
	rdf  = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	org  = "https://schema.org/"
	own  = "urn:communique:"
)

// terms are the words of the context.
var terms = []term{
	{"Claim", org + "Claim", ""}, {"Document", org + "CreativeWork", ""}, {"Entity", org + "Thing", ""}, {"Evidence", oa + "SpecificResource", ""},
	{"QuoteSelector", oa + "TextQuoteSelector", ""}, {"PositionSelector", oa + "TextPositionSelector", ""},

	{"kind", own + "kind", ""}, {"reading", org + "text", ""}, {"subject", rdf + "subject", "@id"}, {"object", rdf + "object", "@id"},
	{"proposition", own + "proposition", ""}, {"n", own + "n", xsd + "decimal"}, {"unit", own + "unit", ""}, {"cmp", own + "cmp", ""},
	{"scope", own + "scope", ""}, {"as", own + "as", ""}, {"act", own + "act", ""}, {"modality", own + "modality", ""}, {"polarity", own + "polarity", ""},
	{"about", own + "about", edtv}, {"said", own + "said", edtv}, {"recorded", own + "recorded", edtv}, {"status", own + "status", ""},
	{"speaker", prov + "wasAttributedTo", "@id"}, {"topic", org + "about", "@id"}, {"question", own + "question", ""}, {"rule", own + "rule", ""},
	{"reader", own + "reader", ""}, {"appearance", org + "appearance", "@id"}, {"evidence", prov + "wasQuotedFrom", "@id"}, {"address", org + "url", "@id"},

	{"source", oa + "hasSource", "@id"}, {"selector", oa + "hasSelector", "@id"}, {"exact", oa + "exact", ""},
	{"start", oa + "start", xsd + "nonNegativeInteger"}, {"end", oa + "end", xsd + "nonNegativeInteger"}, {"text", own + "text", "@id"},

	{"name", org + "name", ""}, {"publisher", org + "publisher", ""}, {"author", org + "author", ""}, {"published", own + "published", edtv},
	{"file", own + "file", ""}, {"licence", org + "license", ""}, {"language", org + "inLanguage", ""},
}

func termNamed(name string) term {
	for _, t := range terms {
		if t.name == name {
			return t
		}
	}
	panic("export: no term " + name) // unreachable: the names are constants, and a test writes them all
}

// thing is a node of the graph: an id, its classes, and what is said of it.
type thing struct {
	id      string
	classes []string
	says    []saying
}

// saying is a property with a value; empty values are left out.
type saying struct{ term, value string }

func (t *thing) say(term, value string) {
	if value != "" {
		t.says = append(t.says, saying{term, value})
	}
}

// things are the claim, its evidence, its document and the entities it names.
func (c *Citation) things() []thing {
	k, d := c.Claim, c.Document
	document := iri("document", string(d.ID))
	claim := thing{id: iri("claim", string(k.ID)), classes: []string{"Claim"}}
	entity := func(id communique.EntityID) string {
		if id == "" {
			return ""
		}
		return iri("entity", string(id))
	}
	claim.say("kind", string(k.Kind))
	claim.say("reading", c.Reading)
	claim.say("subject", entity(k.Subject))
	claim.say("object", entity(k.Object))
	claim.say("proposition", k.Proposition)
	if v := k.Value; v != nil {
		claim.say("cmp", string(v.Cmp))
		claim.say("n", strconv.FormatFloat(v.N, 'f', -1, 64))
		claim.say("unit", v.Unit)
	}
	claim.say("scope", k.Scope)
	claim.say("as", k.As)
	claim.say("act", k.Act)
	claim.say("modality", string(k.Modality))
	claim.say("polarity", string(k.Polarity))
	claim.say("about", edtfOf(k.About))
	claim.say("said", edtfOf(c.Said))
	for _, r := range recorded(c) {
		claim.say("recorded", r)
	}
	for _, s := range c.Statuses {
		claim.say("status", s)
	}
	claim.say("speaker", entity(k.Speaker))
	for _, t := range k.Topics {
		claim.say("topic", entity(t))
	}
	for _, q := range k.Questions {
		claim.say("question", string(q))
	}
	claim.say("rule", k.Rule)
	claim.say("appearance", document)
	claim.say("evidence", claim.id+":evidence")
	claim.say("address", webAddress(c.Address))

	evidence := thing{id: claim.id + ":evidence", classes: []string{"Evidence"}}
	evidence.say("source", document)
	evidence.say("text", iri("text", string(d.TextID)))
	evidence.say("selector", claim.id+":words")
	evidence.say("address", webAddress(c.Words))
	selector := thing{id: claim.id + ":words", classes: []string{"QuoteSelector"}}
	selector.say("exact", k.Evidence.Exact)
	if c.placed() {
		selector.classes = append(selector.classes, "PositionSelector")
		selector.say("start", c.offset(c.Start))
		selector.say("end", c.offset(c.End))
	}

	paper := thing{id: document, classes: []string{"Document"}}
	paper.say("name", d.Title)
	for _, o := range d.Outlets() {
		paper.say("publisher", o)
	}
	paper.say("author", c.author())
	paper.say("published", edtfOf(c.published()))
	paper.say("address", c.url())
	paper.say("file", c.file())
	paper.say("licence", c.licence())
	paper.say("language", d.Language)
	paper.say("reader", d.Reader)

	out := []thing{claim, evidence, selector, paper}
	seen := map[communique.EntityID]bool{}
	for _, e := range []struct {
		id   communique.EntityID
		name string
	}{{k.Subject, c.Subject}, {k.Object, c.Object}, {k.Speaker, c.Speaker}} {
		if e.id == "" || seen[e.id] {
			continue
		}
		seen[e.id] = true
		t := thing{id: entity(e.id), classes: []string{"Entity"}}
		t.say("name", e.name)
		out = append(out, t)
	}
	return out
}
