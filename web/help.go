package web

import (
	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
)

// helpPage explains how to ask and what the words mean.
type helpPage struct {
	Kinds     []kindHelp
	Relations []relationHelp
}

func (p *helpPage) title() string { return "Help" }

type kindHelp struct {
	Kind communique.Kind
	Says string
}

type relationHelp struct {
	Relation claim.Relation
	Says     string
}

// relationsExplained says for people what each relation means, in the order in
// which relations are judged.
var relationsExplained = []relationHelp{
	{claim.SameSourceCopy, "one text is a copy of the other, so that they count as one source"},
	{claim.Misreport, "a report says of a source something else than that source says"},
	{claim.StaleInternal, "one document gives an answer that another passage of it shows to be out of date"},
	{claim.AgainstReference, "the answer disagrees with a dated fact that an authority stands for"},
	{claim.DifferentAct, "the answers speak of different acts, such as a first decision and a later reaffirmation"},
	{claim.Evolution, "both hold, each at its own time"},
	{claim.Scope, "both hold, of different sets or parts"},
	{claim.Modality, "one states what the other only plans, allows or demands"},
	{claim.Refinement, "one is more exact than the other"},
	{claim.Agreement, "they say the same"},
	{claim.Stance, "they are views of different speakers on one matter"},
	{claim.Contradiction, "both cannot hold"},
	{claim.Undetermined, "too little is known, often a date, to say"},
}

// kindsExplained says for people what each kind of claim asserts.
var kindsExplained = map[communique.Kind]string{
	communique.MemberCount:   "how many members an organisation has",
	communique.Membership:    "that a state is a member of an organisation",
	communique.Accession:     "that a state joins an organisation",
	communique.QuantityClaim: "a number of something",
	communique.Invocation:    "that an article or instrument was invoked",
	communique.Decision:      "that somebody decided something",
	communique.Recognition:   "that somebody recognises something as something",
	communique.Adoption:      "that somebody adopts or endorses a document or policy",
	communique.Amendment:     "that a document amends, extends or reaffirms another",
	communique.Establishment: "that a body is set up",
	communique.Incident:      "that something happened to somebody",
	communique.Attribution:   "who is held responsible for an event",
	communique.Denial:        "that somebody denies something",
	communique.Sanction:      "measures against somebody: expulsions, indictments, sanctions",
	communique.RoleClaim:     "who holds which office",
	communique.Position:      "what somebody holds on a matter",
}

func help(*Server, *request) (any, error) {
	p := &helpPage{Relations: relationsExplained}
	for _, k := range communique.Kinds {
		p.Kinds = append(p.Kinds, kindHelp{k, kindsExplained[k]})
	}
	return p, nil
}
