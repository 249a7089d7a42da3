package claim

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
)

// said makes a record of one claim in a document of its own name.
func said(doc string, at int, c communique.Claim) communique.Record {
	d := &communique.Document{ID: communique.DocIDOf([]byte(doc)), Sources: []communique.Source{{Outlet: doc}}}
	if c.Evidence.Exact == "" {
		c.Evidence.Exact = fmt.Sprintf("words %d of %s", at, doc)
	}
	c.Evidence.Span = communique.Span{Start: at, End: at + len(c.Evidence.Exact)}
	if c.Modality == "" {
		c.Modality = communique.Asserted
	}
	if c.Polarity == "" {
		c.Polarity = communique.Affirmed
	}
	c.ID = communique.NewClaimID(d.ID, "", c.Kind, c.Evidence.Span, c.Subject)
	return communique.Record{Claim: &c, Document: d}
}

func on(from, to string) communique.TimeValue {
	return communique.TimeValue{EDTF: from + "/" + to, Days: communique.Days{From: communique.Day(from), To: communique.Day(to)}, Basis: "publication date"}
}

func stated(from, to string) communique.TimeValue {
	t := on(from, to)
	t.Basis, t.Exact = "stated", "then"
	return t
}

const (
	members = communique.Question("member-count/org:nato")
	policy  = communique.Question("line/article-5-cyber")
	whenSet = communique.Question("when/decision/org:nato/article-5-cyber")
	domain  = communique.Question("recognition/org:nato/concept:cyberspace")
	office  = communique.Question("role/np:secretary general/org:nato")
	invoked = communique.Question("invocation/instrument:article-5")
	finnish = communique.Question("accession/state:finland/org:nato")
)

func count(n float64, t communique.TimeValue) communique.Claim {
	return communique.Claim{Kind: communique.MemberCount, Subject: "org:nato", Value: &communique.Value{N: n, Unit: "members", Cmp: communique.Equal}, About: t, Questions: []communique.Question{members}}
}

func holding(speaker, words string, m communique.Modality) communique.Claim {
	return communique.Claim{Kind: communique.Position, Subject: "org:nato", Speaker: communique.EntityID(speaker), Proposition: words, Evidence: communique.Evidence{Exact: words}, Modality: m, Questions: []communique.Question{policy}}
}

func decided(t communique.TimeValue) communique.Claim {
	return communique.Claim{Kind: communique.Decision, Subject: "org:nato", Proposition: "a cyber attack can trigger Article 5", About: t, Questions: []communique.Question{policy, whenSet}}
}

func recognised(t communique.TimeValue, m communique.Modality) communique.Claim {
	return communique.Claim{Kind: communique.Recognition, Subject: "org:nato", Object: "concept:cyberspace", As: "domain", About: t, Modality: m, Questions: []communique.Question{domain}}
}

func inOffice(person string, t communique.TimeValue) communique.Claim {
	return communique.Claim{Kind: communique.RoleClaim, Subject: communique.EntityID(person), Object: "np:secretary general", Scope: "org:nato", About: t, Questions: []communique.Question{office}}
}

func fact(kind communique.Kind, n float64, from, to string) communique.Fact {
	return communique.Fact{ID: fmt.Sprint(kind, n, from), Kind: kind, Subject: "org:nato", Value: &communique.Value{N: n, Unit: "members", Cmp: communique.Equal},
		Days: communique.Days{From: communique.Day(from), To: communique.Day(to)}, Says: fmt.Sprintf("NATO had %g members.", n), Authority: "NATO"}
}

var testReference = newReference([]communique.Fact{
	fact(communique.MemberCount, 28, "2009-04-01", "2017-06-04"),
	fact(communique.MemberCount, 29, "2017-06-05", "2020-03-26"),
	fact(communique.MemberCount, 30, "2020-03-27", "2023-04-03"),
	fact(communique.MemberCount, 32, "2024-03-07", ""),
	{ID: "domain", Kind: communique.Recognition, Subject: "org:nato", Object: "concept:cyberspace", As: "domain of operations", Days: communique.Days{From: "2016-07-08", To: "2016-07-09"}, Says: "NATO recognised cyberspace as a domain.", Authority: "Warsaw Summit Communiqué"},
}).WithTenures([]communique.Tenure{
	{Title: "np:secretary general", Organisation: "org:nato", Person: "person:rasmussen", Days: communique.Days{From: "2009-08-01", To: "2014-09-30"}, Authority: "NATO"},
	{Title: "np:secretary general", Organisation: "org:nato", Person: "person:stoltenberg", Days: communique.Days{From: "2014-10-01", To: "2024-09-30"}, Authority: "NATO"},
})

var testNames = func(id communique.EntityID) string {
	return map[communique.EntityID]string{"org:nato": "NATO", "person:stoltenberg": "Jens Stoltenberg", "person:rasmussen": "Anders Fogh Rasmussen",
		"concept:cyberspace": "cyberspace", "instrument:article-5": "Article 5", "document:communique": "the communiqué"}[id]
}

var none_ = communique.TimeValue{}

// TestCompare has a case for each relation, and for what must not be taken for it.
func TestCompare(t *testing.T) {
	long := strings.Repeat("the same long words that no two writers would choose by chance ", 2)
	copied := holding("person:a", long+"cyber attack Article 5", communique.Possible)
	amends := communique.Claim{Kind: communique.Amendment, Subject: "document:communique", Object: "instrument:article-5", Act: "amends", Questions: []communique.Question{policy}}
	reaffirms := amends
	reaffirms.Act, reaffirms.Speaker, reaffirms.Evidence.Exact = "reaffirms", "document:communique", "We reaffirm that a decision would be taken case by case"
	others := count(29, on("2021-06-14", "2021-06-14"))
	others.Scope = "others"
	over := count(25, none_)
	over.Value = &communique.Value{N: 25, Unit: "members", Cmp: communique.Greater}
	never := communique.Claim{Kind: communique.Invocation, Subject: "instrument:article-5", Object: "np:cyberattack", Polarity: communique.Denied, Questions: []communique.Question{invoked}}
	once := communique.Claim{Kind: communique.Invocation, Subject: "instrument:article-5", Object: "event:9-11", Value: &communique.Value{N: 1, Unit: "times", Cmp: communique.Equal}, Questions: []communique.Question{invoked}}
	twice := once
	twice.Value = &communique.Value{N: 2, Unit: "times", Cmp: communique.Equal}
	blaming := func(object communique.EntityID) communique.Claim {
		return communique.Claim{Kind: communique.Attribution, Subject: "event:attack", Object: object, Questions: []communique.Question{"attribution/event:attack"}}
	}
	twiceFor := twice
	twiceFor.Object = "np:storm"
	const (
		seat     = communique.Question("role/np:senator/org:senate")
		founding = communique.Question("establishment/org:centre")
		gravity  = communique.Question("line/article-5-gravity")
	)
	grade := func(speaker, words string, m communique.Modality) communique.Claim {
		c := holding(speaker, words, m)
		c.Questions = []communique.Question{gravity}
		return c
	}
	sits := func(who communique.EntityID) communique.Claim {
		return communique.Claim{Kind: communique.RoleClaim, Subject: who, Object: "np:senator", Scope: "org:senate", Questions: []communique.Question{seat}}
	}
	founded := func(words string) communique.Claim {
		return communique.Claim{Kind: communique.Establishment, Subject: "org:centre", Evidence: communique.Evidence{Exact: words}, Questions: []communique.Question{founding}}
	}
	joined := func(t communique.TimeValue) communique.Claim {
		return communique.Claim{Kind: communique.Accession, Subject: "state:finland", Object: "org:nato", About: t, Questions: []communique.Question{finnish}}
	}
	const blamed = communique.Question("attribution/event:notpetya")
	blames := func(who communique.EntityID) communique.Claim {
		return communique.Claim{Kind: communique.Attribution, Subject: "event:notpetya", Object: who, Questions: []communique.Question{blamed}}
	}
	inferredNow := on("2009-04-01", "2017-06-04")
	inferredNow.Basis = inferredPublication

	for _, test := range []struct {
		name    string
		q       communique.Question
		records []communique.Record
		want    []string // "relation: reason", in order
	}{
		{"nothing", members, nil, nil},
		{"one answer in its time", members, []communique.Record{said("a", 1, count(28, on("2016-06-01", "2016-06-30")))}, nil},
		{"agreement", members, []communique.Record{said("a", 1, count(28, on("2016-06-01", "2016-06-30"))), said("b", 1, count(28, none_))},
			[]string{"agreement: 2 places in 2 documents say the same: 28."}},
		{"evolution by the reference", members, []communique.Record{said("a", 1, count(28, on("2016-06-01", "2016-06-30"))), said("b", 1, count(32, none_))},
			[]string{"evolution: Both hold: 28 until 4 June 2017, 32 from 7 March 2024."}},
		{"evolution of three", members, []communique.Record{said("a", 1, count(28, none_)), said("b", 1, count(30, none_)), said("c", 1, count(32, none_))},
			[]string{"evolution: Each holds in its own time: 28 from 1 April 2009 to 4 June 2017; 30 from 27 March 2020 to 3 April 2023; 32 from 7 March 2024."}},
		{"stale", members, []communique.Record{said("a", 1, count(30, none_)), said("a", 9, count(32, none_)), said("a", 20, count(32, none_))},
			[]string{"stale-internal: A text of a says both 30 and 32. 30 was right from 27 March 2020 to 3 April 2023; 32 has been right from 7 March 2024, so the older one was left standing.",
				"stale-internal: A text of a says both 30 and 32. 30 was right from 27 March 2020 to 3 April 2023; 32 has been right from 7 March 2024, so the older one was left standing.",
				"agreement: 2 places in one document say the same: 32."}},
		{"history is not stale", members, []communique.Record{said("a", 1, count(28, stated("2016-01-01", "2016-12-31"))), said("a", 9, count(32, none_))},
			[]string{"evolution: Both hold: 28 until 4 June 2017, 32 from 7 March 2024."}},
		{"against the reference", members, []communique.Record{said("a", 1, count(30, on("2016-06-14", "2016-06-14")))},
			[]string{"against-reference: A text of a says 30 for 14 June 2016, but the reference says: NATO had 28 members (from 1 April 2009 to 4 June 2017)."}},
		{"an inferred day proves nothing", members, []communique.Record{said("a", 1, count(30, inferredNow))}, nil},
		{"scope", members, []communique.Record{said("a", 1, others), said("a", 30, count(30, on("2021-06-14", "2021-06-14")))},
			[]string{"scope: The numbers count different sets: 29 for the others, without the one that is spoken of, 30 for the whole."}},
		{"sets of other times", members, []communique.Record{said("a", 1, others), said("b", 30, count(28, on("2016-06-14", "2016-06-14")))}, nil},
		{"undated holders never contradict", office, []communique.Record{said("a", 1, inOffice("person:rasmussen", none_)), said("a", 50, inOffice("person:stoltenberg", none_))},
			[]string{"evolution: Both hold: Anders Fogh Rasmussen until 30 September 2014, Jens Stoltenberg from 1 October 2014."}},
		{"a state and its arm", blamed, []communique.Record{said("a", 1, blames("state:russia")), said("b", 1, blames("np:russian military"))},
			[]string{"undetermined: The answers differ: Russia (no date) and russian military (no date). One may act for the other, so both can be right."}},
		{"a state and private hackers", blamed, []communique.Record{said("a", 1, blames("state:russia")), said("b", 1, blames("np:russian nationalist hackers"))},
			[]string{"contradiction: They hold different ones responsible: Russia and russian nationalist hackers."}},
		{"refinement of a bound", members, []communique.Record{said("a", 1, over), said("b", 1, count(28, none_))},
			[]string{"refinement: They agree, and one is more precise: 28 lies within over 25."}},
		{"undetermined", members, []communique.Record{said("a", 1, count(17, none_)), said("b", 1, count(18, none_))},
			[]string{"undetermined: The answers differ: 17 (no date) and 18 (no date). Without a date for each, they can both be right at different times."}},
		{"contradiction in one document", members, []communique.Record{said("a", 1, count(17, none_)), said("a", 9, count(18, none_))},
			[]string{"contradiction: They cannot both be right: 17 and 18."}},
		{"refinement of a body by its head", "attribution/event:attack", []communique.Record{said("a", 1, blaming("org:nato")), said("b", 1, blaming("person:stoltenberg"))},
			[]string{"refinement: They agree, and one is more precise: it names Jens Stoltenberg, the secretary general of NATO."}},
		{"refinement of a date", whenSet, []communique.Record{said("a", 1, decided(stated("2014-01-01", "2014-12-31"))), said("b", 1, decided(stated("2014-09-05", "2014-09-05")))},
			[]string{"refinement: They agree, and one is more precise: 5 September 2014 lies within 2014."}},
		{"an undated decision", whenSet, []communique.Record{said("a", 1, decided(stated("2014-01-01", "2014-12-31"))), said("b", 1, decided(none_))},
			[]string{"undetermined: The answers differ: 2014 and no date given. Without a date for each, they can both be right at different times."}},
		{"different acts", whenSet, []communique.Record{said("a", 1, decided(stated("2014-01-01", "2014-12-31"))), said("b", 1, decided(stated("2016-06-01", "2016-06-30")))},
			[]string{"different-act: These are different acts: a decision in 2014; a decision in June 2016. A later act does not make an earlier date wrong."}},
		{"decision and reaffirmation", policy, []communique.Record{said("a", 1, decided(stated("2014-01-01", "2014-12-31"))), said("b", 1, reaffirms)},
			[]string{"different-act: These are different acts: a decision in 2014; a reaffirmation at a date not given. A later act does not make an earlier date wrong."}},
		{"misreport", policy, []communique.Record{said("a", 1, amends), said("a", 90, reaffirms)},
			[]string{"misreport: A text of a says in its own words that the communiqué amends Article 5, but the words it quotes only say “We reaffirm that a decision would be taken …”: they restate an earlier rule and change nothing."}},
		{"no misreport across documents", policy, []communique.Record{said("a", 1, amends), said("b", 90, reaffirms)},
			[]string{"different-act: These are different acts: a reaffirmation at a date not given; an amendment at a date not given. A later act does not make an earlier date wrong."}},
		{"planned and done", domain, []communique.Record{said("a", 1, recognised(stated("2016-07-01", "2016-07-31"), communique.Planned)), said("b", 1, recognised(stated("2016-01-01", "2016-12-31"), communique.Asserted))},
			[]string{"modality: One is put as a plan (“words 1 of a”), the other as a fact (“words 1 of b”)."}},
		{"done too early", domain, []communique.Record{said("a", 1, recognised(stated("2014-01-01", "2014-12-31"), communique.Asserted))},
			[]string{"against-reference: A text of a says of 2014: “words 1 of a”, but the reference says: NATO recognised cyberspace as a domain (from 8 July 2016 to 9 July 2016)."}},
		{"only one gives the year", domain, []communique.Record{said("a", 1, recognised(none_, communique.Asserted)), said("b", 1, recognised(stated("2016-01-01", "2016-12-31"), communique.Asserted))},
			[]string{"refinement: They say the same; only one gives the date: in 2016."}},
		{"stance", policy, []communique.Record{said("a", 1, holding("", "NATO should resist declaring cyber attacks a matter of Article 5", communique.Normative)), said("a", 90, holding("person:a", "the Alliance should consider cyber attacks under Article 5", communique.Normative))},
			[]string{"stance: Opposed opinions, not facts: A holds “the Alliance should consider cyber attacks under Article 5”, a holds “NATO should resist declaring cyber attacks a matter of Article 5”."}},
		{"positions agree", policy, []communique.Record{said("a", 1, holding("person:a", "a cyberattack could trigger Article 5", communique.Possible)), said("b", 1, holding("person:b", "a serious cyber attack can trigger Article 5", communique.Possible))},
			[]string{"agreement: 2 places in 2 documents give the same answer: it can."}},
		{"copies are one voice", policy, []communique.Record{said("a", 1, copied), said("b", 1, copied)},
			[]string{"same-source-copy: 2 documents carry the same words, so they count as one voice, not as 2."}},
		{"two holders, each in his time", office, []communique.Record{said("a", 1, inOffice("person:rasmussen", on("2012-05-20", "2012-05-20"))), said("b", 1, inOffice("person:stoltenberg", on("2016-06-01", "2016-06-30")))},
			[]string{"evolution: Both hold: Anders Fogh Rasmussen until 30 September 2014, Jens Stoltenberg from 1 October 2014."}},
		{"wrong holder", office, []communique.Record{said("a", 1, inOffice("person:stoltenberg", on("2012-05-20", "2012-05-20")))},
			[]string{"against-reference: A text of a says Jens Stoltenberg for 20 May 2012, but the reference says: Anders Fogh Rasmussen was secretary general of NATO (from 1 August 2009 to 30 September 2014)."}},
		{"once or twice", invoked, []communique.Record{said("a", 1, once), said("b", 1, twice)},
			[]string{"contradiction: They cannot both be right: once, for 9 11 and twice, for 9 11."}},
		{"once for this, twice for that", invoked, []communique.Record{said("a", 1, once), said("b", 1, twiceFor)},
			[]string{"undetermined: The answers differ: once, for 9 11 (no date) and twice, for storm (no date). Without a date for each, they can both be right at different times."}},
		{"two that nobody knows to have sat alone", seat, []communique.Record{said("a", 1, sits("person:x")), said("a", 30, sits("person:y"))}, nil},
		{"one founding in two ways", founding, []communique.Record{said("a", 1, founded("the Centre was\nfounded")), said("b", 1, founded("they founded the Centre"))}, nil},
		{"a misreport quotes its own words", gravity, []communique.Record{said("b", 1, grade("person:a", "a devastating cyber attack can trigger Article 5", communique.Possible)),
			said("a", 1, grade("", "any cyber attack can trigger Article 5", communique.Possible)), said("a", 90, grade("person:a", "a severe cyber attack can trigger Article 5", communique.Possible))},
			[]string{"misreport: A text of a says in its own words “any cyber attack can trigger Article 5”, but the words that it quotes ask for more: “a severe cyber attack can trigger Article 5”.",
				"agreement: 2 places in 2 documents give the same answer: a grave one.",
				"contradiction: They cannot both be right: a grave one (“a devastating cyber attack can trigger Article 5”) and any cyber attack will do (“any cyber attack can trigger Article 5”).",
				"contradiction: They cannot both be right: a grave one (“a devastating cyber attack can trigger Article 5”) and any cyber attack will do (“any cyber attack can trigger Article 5”)."}},
		{"never for this, once for that", invoked, []communique.Record{said("a", 1, never), said("a", 40, once)},
			[]string{"agreement: 2 places in one document agree: not for cyberattack; once, for 9 11."}},
		{"two dates of one accession", finnish, []communique.Record{said("a", 1, joined(stated("2023-04-04", "2023-04-04"))), said("b", 1, joined(stated("2022-01-01", "2022-12-31")))},
			[]string{"contradiction: They cannot both be right: joined in 2022 and joined on 4 April 2023."}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, c := range Compare(test.q, test.records, testReference, testNames) {
				got = append(got, string(c.Relation)+": "+c.Because)
				if c.Question != test.q || c.Asks == "" || len(c.Members) == 0 {
					t.Errorf("comparison is not whole: %+v", c)
				}
				if (c.Relation == Undetermined) != (c.Settles != "") {
					t.Errorf("%s: settles %q", c.Relation, c.Settles)
				}
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("\ngot:  %s\nwant: %s", strings.Join(got, "\n      "), strings.Join(test.want, "\n      "))
			}
		})
	}
}

func TestRelationsAndJudgementsAgree(t *testing.T) {
	if len(judgements) != len(Relations) {
		t.Fatalf("%d judgements for %d relations", len(judgements), len(Relations))
	}
	for i, j := range judgements {
		if j.relation != Relations[i] {
			t.Errorf("judgement %d is for %s, want %s", i, j.relation, Relations[i])
		}
	}
}

// randomRecords makes records with many collisions.
func randomRecords(rng *rand.Rand, n int) []communique.Record {
	times := []communique.TimeValue{none_, on("2016-06-01", "2016-06-30"), stated("2016-01-01", "2016-12-31"), on("2021-06-14", "2021-06-14"), stated("2014-09-05", "2014-09-05")}
	var out []communique.Record
	for i := range n {
		when := times[rng.IntN(len(times))]
		var c communique.Claim
		switch rng.IntN(6) {
		case 0:
			c = count(float64(27+rng.IntN(6)), when)
			c.Scope = []string{"", "", "others"}[rng.IntN(3)]
		case 1:
			c = holding([]string{"", "person:a", "person:b"}[rng.IntN(3)], []string{"NATO should resist Article 5", "a cyber attack can trigger Article 5"}[rng.IntN(2)], []communique.Modality{communique.Possible, communique.Normative, communique.Necessary}[rng.IntN(3)])
		case 2:
			c = decided(when)
		case 3:
			c = recognised(when, []communique.Modality{communique.Planned, communique.Asserted}[rng.IntN(2)])
		case 4:
			c = inOffice([]string{"person:rasmussen", "person:stoltenberg", "person:x"}[rng.IntN(3)], when)
		default:
			c = communique.Claim{Kind: communique.Amendment, Subject: "document:communique", Object: "instrument:article-5", Act: []string{"amends", "reaffirms"}[rng.IntN(2)], Questions: []communique.Question{policy}}
		}
		if rng.IntN(5) == 0 {
			c.Polarity = communique.Denied
		}
		c.Questions = []communique.Question{members, policy, whenSet, domain, office}
		out = append(out, said(string(rune('a'+rng.IntN(6))), i*10, c))
	}
	return out
}

// TestDecisionAgainstReference holds that another date for the only decision
// that is known stands against the reference, and that a declaration does not.
func TestDecisionAgainstReference(t *testing.T) {
	ref := newReference([]communique.Fact{{ID: "wales", Kind: communique.Decision, Subject: "org:nato", Object: "instrument:article-5", Authority: "Wales Summit Declaration",
		Days: communique.Days{From: "2014-09-05", To: "2014-09-05"}, Says: "NATO decides case by case when a cyber attack leads to Article 5."}})
	in2014 := decided(stated("2014-01-01", "2014-12-31"))
	late := decided(stated("2021-06-01", "2021-06-30"))
	late.Evidence.Exact = "NATO decided that a cyber attack can trigger Article 5"
	declared := decided(stated("2021-06-01", "2021-06-30"))
	declared.Evidence.Exact = "NATO declared that a cyber attack can trigger Article 5"
	for _, test := range []struct {
		name string
		b    communique.Claim
		want Relation
	}{{"decided", late, AgainstReference}, {"declared", declared, DifferentAct}} {
		got := Compare(whenSet, []communique.Record{said("a", 1, in2014), said("b", 1, test.b)}, ref, testNames)
		if len(got) != 1 || got[0].Relation != test.want || len(got[0].Members) != 2 {
			t.Errorf("%s: got %+v, want one %s of two members", test.name, got, test.want)
		}
	}
}

// TestCompareFaces holds that a conflict of several places comes as its
// meetings, each of two sides, told in the same words.
func TestCompareFaces(t *testing.T) {
	got := Compare(members, []communique.Record{said("a", 1, count(30, none_)), said("a", 9, count(32, none_)), said("a", 20, count(32, none_))}, testReference, testNames)
	var stale []Comparison
	for _, c := range got {
		if c.Relation == StaleInternal {
			stale = append(stale, c)
		}
	}
	if len(stale) != 2 || stale[0].Because != stale[1].Because {
		t.Fatalf("got %+v, want two stale-internal comparisons of one reason", got)
	}
	for _, c := range stale {
		if len(c.Members) != 2 || c.Members[0].Says == c.Members[1].Says {
			t.Errorf("a comparison holds %v, want two places that say different things", c.Members)
		}
	}
}

// TestCompareOrder proves that the order of the answers changes nothing.
func TestCompareOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for round := range 60 {
		records := randomRecords(rng, 1+rng.IntN(25))
		for _, q := range []communique.Question{members, policy, whenSet, domain, office} {
			want := Compare(q, records, testReference, testNames)
			shuffled := slices.Clone(records)
			rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
			if got := Compare(q, shuffled, testReference, testNames); !reflect.DeepEqual(got, want) {
				t.Fatalf("round %d, %s: the order of the answers changes the comparison\ngot  %+v\nwant %+v", round, q, got, want)
			}
		}
	}
}

// TestCompareMembers proves that comparisons only hold answers that were given,
// each once, and that a nil reference and nil names do.
func TestCompareMembers(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		records := randomRecords(rng, 1+rng.IntN(25))
		for _, c := range Compare(policy, records, nil, nil) {
			seen := map[communique.ClaimID]bool{}
			for _, m := range c.Members {
				if seen[m.Claim.ID] {
					t.Fatalf("%s holds %s twice", c.Relation, m.Claim.ID)
				}
				seen[m.Claim.ID] = true
				if !slices.ContainsFunc(records, func(r communique.Record) bool { return r.Claim.ID == m.Claim.ID }) {
					t.Fatalf("%s holds a claim that was not given", c.Relation)
				}
			}
			if c.Because == "" {
				t.Fatalf("%s without a reason", c.Relation)
			}
		}
	}
}

// TestCompareSteps proves that a large group stays cheap: pairwise steps are
// bounded whatever the number of answers.
func TestCompareSteps(t *testing.T) {
	const bound = mostAnswers * (mostAnswers + 1) / 2
	rng := rand.New(rand.NewPCG(5, 6))
	var distinct []communique.Record
	for i := range 10_000 {
		distinct = append(distinct, said(fmt.Sprint("doc", i), 1, count(float64(i), none_)))
	}
	for name, records := range map[string][]communique.Record{"equal answers": randomRecords(rng, 10_000), "distinct answers": distinct} {
		if _, steps := compare(members, records, testReference, testNames); steps > bound {
			t.Errorf("%s: %d pairwise steps for %d answers, want at most %d", name, steps, len(records), bound)
		}
	}
	// Equal answers are compared once, however many there are.
	if _, steps := compare(members, randomRecords(rng, 10_000), testReference, testNames); steps > 15_000 {
		t.Errorf("%d pairwise steps for a handful of different answers", steps)
	}
}

func TestAsk(t *testing.T) {
	for q, want := range map[communique.Question]string{
		members:                             "How many members does NATO have?",
		"membership/state:finland/org:nato": "Is Finland a member of NATO?",
		office:                              "Who is the secretary general of NATO?",
		invoked:                             "How often has Article 5 been invoked, and why?",
		whenSet:                             "When did NATO decide on cyber attacks and Article 5?",
		policy:                              "Can a cyber attack lead to Article 5?",
		domain:                              "Has NATO recognised cyberspace, and as what?",
		"quantity/np:russian diplomats/np:russian diplomats": "How many russian diplomats are counted?",
		"quantity/org:nato/np:cyberexperts":                  "How many cyberexperts are given for NATO?",
		"amendment/org:nato/instrument:article-5":            "Has NATO changed or reaffirmed Article 5?",
		"amendment/document:communique/instrument:article-5": "Does the communiqué change Article 5, or only reaffirm it?",
		"adoption/np:leaders/np:cyber policy":                "Have the leaders adopted the cyber policy?",
		"amended/instrument:article-5":                       "Has Article 5 been changed?",
		"no-such/thing":                                      "no-such/thing",
		"member-count":                                       "member-count",
		"":                                                   "",
	} {
		if got := Ask(q, testNames); got != want {
			t.Errorf("Ask(%q) = %q, want %q", q, got, want)
		}
	}
}

func TestSamePerson(t *testing.T) {
	for _, tt := range []struct {
		a, b communique.EntityID
		want bool
	}{
		{"person:jennifer-granholm", "person:jennifer-granholm", true},
		{"person:jennifer-m-granholm", "person:jennifer-granholm", true},
		{"person:j-granholm", "person:jennifer-granholm", false},
		{"person:matt-hall", "person:mike-johnson", false},
		{"org:jennifer-m-granholm", "org:jennifer-granholm", false},
	} {
		if got := samePerson(tt.a, tt.b); got != tt.want {
			t.Errorf("samePerson(%q, %q) = %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}

// TestCompareTakesSides holds which answers a relation speaks against, and which
// it speaks for: the value that was left standing, the gloss and not what it
// quotes, the act that the reference dates otherwise; of a contradiction, all.
func TestCompareTakesSides(t *testing.T) {
	amends := communique.Claim{Kind: communique.Amendment, Subject: "document:communique", Object: "instrument:article-5", Act: "amends", Questions: []communique.Question{policy}}
	reaffirms := amends
	reaffirms.Act, reaffirms.Speaker, reaffirms.Evidence.Exact = "reaffirms", "document:communique", "We reaffirm that a decision would be taken case by case"
	for _, test := range []struct {
		name     string
		question communique.Question
		answers  []communique.Record
		relation Relation
		against  []string
	}{
		{"a value that was left standing", members, []communique.Record{said("a", 1, count(30, none_)), said("a", 9, count(32, none_))}, StaleInternal, []string{"30"}},
		{"a gloss", policy, []communique.Record{said("a", 1, amends), said("a", 9, reaffirms)}, Misreport, []string{"amends"}},
		{"a wrong number", members, []communique.Record{said("a", 1, count(30, on("2018-01-01", "2018-01-01"))), said("b", 1, count(29, on("2018-01-01", "2018-01-01")))}, AgainstReference, []string{"30"}},
	} {
		var against []string
		found := false
		for _, c := range Compare(test.question, test.answers, testReference, testNames) {
			if c.Relation != test.relation {
				continue
			}
			found = true
			for _, m := range c.Members {
				if !m.Supports {
					against = append(against, m.Says)
				}
			}
		}
		if !found || !slices.Equal(against, test.against) {
			t.Errorf("%s: %s speaks against %q (found: %v), want %q", test.name, test.relation, against, found, test.against)
		}
	}
}
