package web

import (
	"strings"
	"testing"

	"github.com/communique-kg/communique"
)

func TestClausesSayWhatTheClaimHolds(t *testing.T) {
	value := func(n float64, unit string, c communique.Comparator) *communique.Value {
		return &communique.Value{N: n, Unit: unit, Cmp: c}
	}
	name := func(id communique.EntityID) string {
		return map[communique.EntityID]string{
			"org:nato": "NATO", "org:eu-council": "Council of the European Union", "org:kremlin": "Kremlin", "state:us": "United States", "state:uk": "United Kingdom",
			"state:iran": "Iran", "state:finland": "Finland", "state:albania": "Albania", "event:9-11": "September 11 attacks", "event:notpetya": "NotPetya",
			"event:estonia-2007": "2007 cyber attacks on Estonia", "event:solarwinds": "SolarWinds compromise", "instrument:article-5": "Article 5",
			"instrument:pledge": "Cyber Defence Pledge", "document:concept": "NATO Strategic Concept 2010", "concept:cyberspace": "cyberspace",
			"person:jens-stoltenberg": "Jens Stoltenberg", "person:joe-biden": "Joe Biden",
		}[id]
	}
	named := func(id communique.EntityID) string {
		if n := name(id); n != "" {
			return n
		}
		return id.Name()
	}
	const (
		planned, possible, normative, hypothetical = communique.Planned, communique.Possible, communique.Normative, communique.Hypothetical
		denied                                     = communique.Denied
	)
	for _, test := range []struct {
		evidence string
		claim    communique.Claim
		want     string
	}{
		{"28 member states", communique.Claim{Kind: communique.MemberCount, Subject: "org:nato", Value: value(28, "member states", communique.Equal)}, "NATO has 28 member states"},
		{"29 other Allies", communique.Claim{Kind: communique.MemberCount, Subject: "org:nato", Value: value(29, "allies", communique.Equal), Scope: "others"}, "NATO has 29 other allies"},
		{"", communique.Claim{Kind: communique.MemberCount, Subject: "org:nato", Value: value(30, "", communique.Equal), Modality: planned}, "NATO will have 30 members"},
		{"", communique.Claim{Kind: communique.MemberCount, Subject: "org:nato", Value: value(30, "", communique.Equal), Polarity: denied}, "NATO does not have 30 members"},

		{"", communique.Claim{Kind: communique.Membership, Subject: "state:albania", Object: "org:nato"}, "Albania is a member of NATO"},
		{"", communique.Claim{Kind: communique.Membership, Subject: "state:us", Object: "org:nato", Polarity: denied}, "the United States is not a member of NATO"},
		{"", communique.Claim{Kind: communique.Accession, Subject: "state:finland", Object: "org:nato"}, "Finland joined NATO"},
		{"", communique.Claim{Kind: communique.Accession, Subject: "state:finland", Object: "org:nato", Modality: planned}, "Finland will join NATO"},
		{"", communique.Claim{Kind: communique.Accession, Subject: "state:finland", Object: "org:nato", Polarity: denied}, "Finland did not join NATO"},

		{"six persons", communique.Claim{Kind: communique.QuantityClaim, Subject: "np:persons", Value: value(6, "persons", communique.Equal)}, "6 persons"},
		{"27 member states", communique.Claim{Kind: communique.QuantityClaim, Subject: "np:states", Value: value(27, "member states", communique.Equal)}, "27 member states"},
		{"three weeks of cyber attacks", communique.Claim{Kind: communique.QuantityClaim, Subject: "np:cyber attacks", Value: value(3, "weeks", communique.Equal)}, "3 weeks of cyber attacks"},
		{"2,000-pound bombs", communique.Claim{Kind: communique.QuantityClaim, Subject: "np:bombs", Value: value(2000, "pounds", communique.AtLeast)}, "bombs: at least 2,000 pounds"},
		{"about 12000 Experts", communique.Claim{Kind: communique.QuantityClaim, Subject: "np:experts", Value: value(12000, "experts", communique.Approximately), Modality: possible}, "possible: about 12,000 experts"},

		{"", communique.Claim{Kind: communique.Invocation, Subject: "instrument:article-5", Object: "event:9-11", Value: value(1, "times", communique.Equal)}, "Article 5 has been invoked once, over the September 11 attacks"},
		{"", communique.Claim{Kind: communique.Invocation, Subject: "instrument:article-5", Value: value(2, "", communique.Equal)}, "Article 5 has been invoked twice"},
		{"", communique.Claim{Kind: communique.Invocation, Subject: "instrument:article-5", Value: value(5, "times", communique.AtLeast)}, "Article 5 has been invoked at least 5 times"},
		{"", communique.Claim{Kind: communique.Invocation, Subject: "instrument:article-5"}, "Article 5 was invoked"},
		{"", communique.Claim{Kind: communique.Invocation, Subject: "instrument:article-5", Polarity: denied}, "Article 5 was not invoked"},
		{"", communique.Claim{Kind: communique.Invocation, Subject: "instrument:article-5", Modality: possible}, "Article 5 may be invoked"},

		{"NATO leaders decided on Thursday to strengthen the ability", communique.Claim{Kind: communique.Decision, Subject: "org:nato", Proposition: "Thursday to strengthen the ability"}, "NATO decided to strengthen the ability"},
		{"NATO leaders decided to strengthen the ability", communique.Claim{Kind: communique.Decision, Subject: "org:nato", Proposition: "strengthen the ability"}, "NATO decided to strengthen the ability"},
		{"In June 2021 NATO decided that a cyber attack could trigger it", communique.Claim{Kind: communique.Decision, Subject: "org:nato", Proposition: "a cyber attack could trigger it"}, "NATO decided that a cyber attack could trigger it"},
		{"NATO agreed cyber will be a domain", communique.Claim{Kind: communique.Decision, Subject: "org:nato", Proposition: "cyber will be a domain"}, "NATO decided that cyber will be a domain"},
		{"NATO has agreed to contracts worth $10 billion", communique.Claim{Kind: communique.Decision, Subject: "org:nato", Proposition: "contracts worth $10 billion"}, "NATO decided on contracts worth $10 billion"},
		{"announced the creation of a unit that will act", communique.Claim{Kind: communique.Decision, Subject: "org:nato", Proposition: "the creation of a unit that will act"}, "NATO decided on the creation of a unit that will act"},
		{"Ministers and representatives of more than 30 countries agreed to work together", communique.Claim{Kind: communique.Decision, Subject: "np:ministers and representatives of more than 30 countries", Proposition: "work together"}, "Ministers and representatives of more than 30 countries decided to work together"},
		{"the council decided to take control of every line on its authori\nty", communique.Claim{Kind: communique.Decision, Subject: "np:council", Proposition: "take control of every line on its authority"}, "the council decided to take control of every line on its authority"},
		{"The leaders also decided to invite Albania", communique.Claim{Kind: communique.Decision, Subject: "np:leaders", Proposition: "invite Albania"}, "the leaders decided to invite Albania"},
		{"Allies will announce new steps", communique.Claim{Kind: communique.Decision, Subject: "org:nato", Proposition: "new steps", Modality: planned}, "NATO will decide on new steps"},
		{"", communique.Claim{Kind: communique.Decision, Subject: "org:nato", Object: "instrument:pledge"}, "NATO decided on the Cyber Defence Pledge"},
		{"", communique.Claim{Kind: communique.Decision, Subject: "org:nato"}, "NATO decided"},

		{"recognised cyberspace as a domain of operations", communique.Claim{Kind: communique.Recognition, Subject: "org:nato", Object: "concept:cyberspace", As: "domain of operations"}, "NATO recognises cyberspace as a domain of operations"},
		{"", communique.Claim{Kind: communique.Recognition, Subject: "org:nato", Object: "concept:cyberspace", As: "domain", Polarity: denied}, "NATO does not recognise cyberspace as domain"},
		{"", communique.Claim{Kind: communique.Recognition, Subject: "org:nato", Object: "concept:cyberspace", As: "domain", Modality: planned}, "NATO will recognise cyberspace as domain"},

		{"The 30 allies issued a statement", communique.Claim{Kind: communique.Adoption, Subject: "org:nato", Object: "np:statement"}, "NATO adopted a statement"},
		{"leaders endorsed a new cyber defense policy", communique.Claim{Kind: communique.Adoption, Subject: "np:leaders", Object: "np:cyber defense policy"}, "leaders adopted a new cyber defense policy"},
		{"", communique.Claim{Kind: communique.Adoption, Subject: "org:nato", Object: "document:concept"}, "NATO adopted the NATO Strategic Concept 2010"},

		{"The document amends Article 5", communique.Claim{Kind: communique.Amendment, Subject: "np:communiqué", Object: "instrument:article-5", Act: "amends"}, "the communiqué amends Article 5"},
		{"", communique.Claim{Kind: communique.Amendment, Subject: "person:joe-biden", Object: "instrument:article-5", Act: "reaffirms", Modality: planned}, "Joe Biden will reaffirm Article 5"},
		{"the allies reaffirm Article 5", communique.Claim{Kind: communique.Amendment, Subject: "np:allies", Object: "instrument:article-5", Act: "reaffirms"}, "the allies reaffirm Article 5"},
		{"", communique.Claim{Kind: communique.Amendment, Subject: "np:the document", Object: "instrument:article-5"}, "the document amends Article 5"},

		{"Singapore will launch an ASEAN-Singapore Cybersecurity Centre", communique.Claim{Kind: communique.Establishment, Subject: "np:asean-singapore cybersecurity centre", Modality: planned}, "an ASEAN-Singapore Cybersecurity Centre will be established"},
		{"", communique.Claim{Kind: communique.Establishment, Subject: "org:nato"}, "NATO was established"},

		{"", communique.Claim{Kind: communique.Incident, Subject: "event:9-11", Object: "state:us"}, "the September 11 attacks were directed against the United States"},
		{"", communique.Claim{Kind: communique.Incident, Subject: "event:notpetya"}, "NotPetya took place"},
		{"", communique.Claim{Kind: communique.Incident, Subject: "event:solarwinds", Polarity: denied}, "the SolarWinds compromise did not take place"},

		{"attributed NotPetya to the Russian military", communique.Claim{Kind: communique.Attribution, Subject: "event:notpetya", Object: "np:russian military"}, "NotPetya is attributed to the Russian military"},
		{"Iran was responsible for the cyber attack of 15 July 2022 on the government’s networks", communique.Claim{Kind: communique.Attribution, Subject: "np:cyber attack of 15 july 2022 on the government’s networks", Object: "state:iran"}, "the cyber attack of 15 July 2022 on the government’s networks is attributed to Iran"},
		{"the unprovoked and unjustified attack", communique.Claim{Kind: communique.Attribution, Subject: "np:unprovoked and unjustified attack", Object: "state:iran"}, "the unprovoked and unjustified attack is attributed to Iran"},
		{"", communique.Claim{Kind: communique.Attribution, Subject: "event:estonia-2007", Object: "state:us", Polarity: denied}, "the 2007 cyber attacks on Estonia are not attributed to the United States"},

		{"Iran denied the accusation", communique.Claim{Kind: communique.Denial, Subject: "state:iran", Object: "np:accusation"}, "Iran denied the accusation"},
		{"Iran denied that it was behind it", communique.Claim{Kind: communique.Denial, Subject: "state:iran", Proposition: "it was behind it"}, "Iran denied that it was behind it"},

		{"imposed sanctions on six persons", communique.Claim{Kind: communique.Sanction, Subject: "org:eu-council", Object: "np:persons", Value: value(6, "persons", communique.Equal)}, "the Council of the European Union sanctioned 6 persons"},
		{"", communique.Claim{Kind: communique.Sanction, Subject: "state:uk", Object: "state:iran", Value: value(23, "diplomats", communique.Greater)}, "the United Kingdom sanctioned Iran: over 23 diplomats"},

		{"NATO Secretary General Jens Stoltenberg", communique.Claim{Kind: communique.RoleClaim, Subject: "person:jens-stoltenberg", Object: "np:secretary general", Scope: "org:nato"}, "Jens Stoltenberg is Secretary General of NATO"},
		{"President Joe Biden", communique.Claim{Kind: communique.RoleClaim, Subject: "person:joe-biden", Object: "np:president", Scope: "state:us"}, "Joe Biden is President of the United States"},

		{"Allies should act", communique.Claim{Kind: communique.Position, Proposition: "allies should act", Modality: normative}, "allies should act"},
		{"", communique.Claim{Kind: communique.Position, Subject: "org:nato", Proposition: "NATO has said so"}, "NATO has said so"},
		{"", communique.Claim{Kind: communique.Position, Subject: "org:nato", Proposition: "it should act", Modality: normative}, "NATO: it should act"},
		{"", communique.Claim{Kind: communique.Position, Subject: "org:nato", Proposition: "the concept does not say so", Polarity: denied}, "the concept does not say so"},
		{"", communique.Claim{Kind: communique.Position, Proposition: "the concept says so", Polarity: denied}, "not so: the concept says so"},
		{"", communique.Claim{Kind: communique.Position, Modality: hypothetical}, "hypothetical: somebody"},
	} {
		test.claim.Evidence.Exact = test.evidence
		if got := clause(&test.claim, named); got != test.want {
			t.Errorf("%s, %q: %q, want %q", test.claim.Kind, test.evidence, got, test.want)
		}
	}
	for _, k := range communique.Kinds {
		for _, m := range []communique.Modality{"", communique.Asserted, planned, possible, normative} {
			c := communique.Claim{Kind: k, Modality: m}
			if got := clause(&c, func(communique.EntityID) string { return "" }); strings.TrimSpace(got) == "" {
				t.Errorf("%s: an empty claim has no clause", k)
			}
		}
	}
}

func TestPhrasesStandAsTheEvidenceHasThem(t *testing.T) {
	for _, test := range []struct{ exact, phrase, found, before string }{
		{"to the Russian military", "russian military", "Russian military", "to the "},
		{"to the  Russian\nmilitary", "russian military", "Russian military", "to the "},
		{"Prussian military, Russian military", "russian military", "Russian military", "Prussian military, "},
		{"the allies", "allied", "", ""},
		{"the Élan", "élan", "Élan", "the "},
		{"the words", "", "", ""},
		{"İstanbul said", "said", "", ""}, // a letter whose small form has another length
	} {
		if found, before := inEvidence(test.exact, test.phrase); found != test.found || before != test.before {
			t.Errorf("%q in %q: %q after %q, want %q after %q", test.phrase, test.exact, found, before, test.found, test.before)
		}
	}
}
