package web

import "github.com/communique-kg/communique"

// helpPage explains how to ask and what the words mean.
type helpPage struct {
	Kinds []kindHelp
}

func (p *helpPage) title() string { return "Help" }

type kindHelp struct {
	Kind communique.Kind
	Says string
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
	p := &helpPage{}
	for _, k := range communique.Kinds {
		p.Kinds = append(p.Kinds, kindHelp{k, kindsExplained[k]})
	}
	return p, nil
}
