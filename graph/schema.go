package graph

import (
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/communique-kg/communique"
)

// The predicates. Terms of public vocabularies are used where they mean the
// same thing; the rest are our own.
const (
	typeOf       quad.IRI = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
	subject      quad.IRI = "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject"
	object       quad.IRI = "http://www.w3.org/1999/02/22-rdf-syntax-ns#object"
	speaker      quad.IRI = "http://www.w3.org/ns/prov#wasAttributedTo"
	organisation quad.IRI = "urn:communique:organisation"
	topic        quad.IRI = "https://schema.org/about"
	question     quad.IRI = "urn:communique:question"
	outlet       quad.IRI = "https://schema.org/publisher"
	rows         quad.IRI = "urn:communique:rows"
	target       quad.IRI = "http://www.w3.org/ns/oa#hasTarget"
	into         quad.IRI = "urn:communique:into"
	creator      quad.IRI = "http://purl.org/dc/terms/creator"
	holds        quad.IRI = "https://schema.org/temporalCoverage"
	authority    quad.IRI = "http://www.w3.org/ns/prov#hadPrimarySource"
)

// Predicate is one line of the schema.
type Predicate struct {
	IRI     string
	From    string // what the quad starts at: document, claim, annotation, fact
	To      string // what it leads to
	Meaning string
	Quads   string // how many of them one thing has
}

// Predicates is the schema: every quad in the store has one of these
// predicates. SCHEMA.md prints it.
var Predicates = []Predicate{
	{string(typeOf), "document", "schema:Article", "it is a document of the corpus", "1"},
	{string(outlet), "document", "name of an outlet", "a source of the document was published there", "1 for each outlet"},
	{string(rows), "document", "text, see rows.go", "its publication days and, for each claim that the corpus held at the end of some day, what filters ask", "1"},
	{string(typeOf), "claim", "kind", "its kind", "1"},
	{string(subject), "claim", "entity", "what it is about", "0 or 1"},
	{string(object), "claim", "entity", "what it says of the subject", "0 or 1"},
	{string(organisation), "claim", "entity", "the organisation of a role", "0 or 1"},
	{string(speaker), "claim", "entity", "who answers for it", "0 or 1"},
	{string(topic), "claim", "entity", "a concept that it concerns", "1 for each topic"},
	{string(question), "claim", "question", "a question that it answers", "1 for each question"},
	{string(typeOf), "annotation", "kind of annotation", "what a person did", "1"},
	{string(target), "annotation", "claim, document, entity or annotation", "what it was done to", "1"},
	{string(into), "annotation", "entity", "the id that remains after a merge", "0 or 1"},
	{string(creator), "annotation", "agent", "who did it", "1"},
	{string(typeOf), "fact", "kind", "its kind", "1"},
	{string(subject), "fact", "entity", "what it is about", "0 or 1"},
	{string(object), "fact", "entity", "what it says of the subject", "0 or 1"},
	{string(organisation), "fact", "entity", "the organisation of a role", "0 or 1"},
	{string(topic), "fact", "entity", "a concept that it concerns", "1 for each topic"},
	{string(holds), "fact", "from/to", "the days on which it holds or happened; an open end is \"..\"", "0 or 1"},
	{string(authority), "fact", "text", "who says so", "0 or 1"},
}

// naming are the predicates by which a claim names an actor: together they are
// communique.Claim.Entities.
var naming = []quad.IRI{subject, object, organisation, speaker}

// article is the type of a document.
const article quad.IRI = "https://schema.org/Article"

// referenceLabel labels all reference facts.
const referenceLabel quad.IRI = "reference:"

// The functions below turn ids into nodes. An entity is its own id ("org:nato");
// everything else gets a prefix that no entity has. They are names inside the
// file, not addresses: package export writes IRIs for the world.

func entityNode(id communique.EntityID) quad.IRI { return quad.IRI(id) }
func claimNode(id communique.ClaimID) quad.IRI   { return "claim:" + quad.IRI(id) }
func documentNode(id communique.DocID) quad.IRI  { return "doc:" + quad.IRI(id) }
func questionNode(q communique.Question) quad.IRI {
	return "question:" + quad.IRI(q)
}
func kindNode(k communique.Kind) quad.IRI { return "kind:" + quad.IRI(k) }
func factNode(id string) quad.IRI         { return "fact:" + quad.IRI(id) }
func annotationNode(seq uint64) quad.IRI  { return quad.IRI(fmt.Sprintf("annotation:%d", seq)) }

// questionOf undoes questionNode.
func questionOf(v quad.Value) (communique.Question, bool) {
	iri, _ := v.(quad.IRI)
	q, ok := strings.CutPrefix(string(iri), "question:")
	return communique.Question(q), ok
}
