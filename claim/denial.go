package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// denial finds that an actor denies what it is accused of: "China dismissed the
// accusation", "the allegations were denied by Tehran", "denied having hacked",
// "calls the claim baseless", "we had nothing to do with". Mere negation is
// none, nor is the rejection of a policy or of a request.
var denial = Kind{communique.Denial, findDenials, func(*communique.Claim) []communique.Question {
	return nil // what is denied differs from text to text
}}

var (
	denying  = lexiconOf("deny reject dismiss repudiate refute dispute rebut").withForms("rebut", "rebutted", "rebutted")
	branding = lexiconOf("call label brand describe decry denounce slam").verbsOnly().withForms("slam", "slammed", "slammed")
	hackLike = lexiconOf("hack attack interfere meddle conduct carry_out poison launch steal shoot_down target breach invade order sponsor sabotage bomb orchestrate commit").verbsOnly()
	// what is denied wherever somebody denies it
	charges = set(`accusation accusations allegation allegations involvement responsibility charge charges claim claims wrongdoing complicity assertion assertions insinuation insinuations
		suggestion suggestions link links connection role collusion guilt culpability hacking interference meddling report reports attribution finding findings knowledge part attack attacks`)
	// of these, what one may also reject or dismiss
	rejectable = set("accusation accusations allegation allegations charge charges claim claims assertion assertions insinuation insinuations suggestion suggestions report reports attribution finding findings characterization characterisation")
	untrue     = set(`baseless groundless unfounded false untrue fabricated fabrication fabrications nonsense absurd slander slanderous ridiculous propaganda malicious lies lie fake unsubstantiated
		preposterous smear defamation speculation hypocritical fiction disinformation`)
)

func findDenials(l *line) []communique.Claim {
	var out []communique.Claim
	for f := range l.framesWhere(denying, l.mayDeny) {
		if c, ok := l.denied(f); ok {
			out = append(out, c)
		}
	}
	for f := range l.framesWhere(branding, func(i int, _ lexeme) bool { return l.near(rejectable, i) && l.near(untrue, i) }) {
		if c, ok := l.branded(f); ok {
			out = append(out, c)
		}
	}
	return besides(besides(out, l.charged()), l.disowned())
}

// mayDeny reports whether the words after a verb of denying can be what is denied.
func (l *line) mayDeny(i int, e lexeme) bool {
	return e.lemma == "deny" && (l.at(i+1) == "that" || strings.HasSuffix(l.at(i+1), "ing")) || l.near(charges, i) || l.near(untrue, i)
}

// denied reads a verb or noun of denying.
func (l *line) denied(f *frame) (communique.Claim, bool) {
	no := communique.Claim{}
	mood, told := l.told(f)
	by, actor := l.denier(f.subjects)
	if !told || by == "" || f.negated {
		return no, false
	}
	c := l.draft(communique.Denial, f.lemma, f.left, f.right, f.verb)
	last := f.right
	switch object, ok := f.object(); {
	case ok && l.at(object.first) != "that" && l.charge(f, object):
		c.Object = l.named(object)
		if c.Object == "" {
			c.Object = l.np(object.first, object.head)
		}
		if f.passive || f.reduced {
			last = max(f.verb, min(f.right, actor.last))
		}
	case f.nominal:
		return no, false
	case f.lemma == "deny" && f.how == "that" && f.content > f.last && l.at(f.last+1) == "that" && f.content <= f.right:
		c.Proposition = proposition(l.text(f.content, f.right))
	case f.lemma == "deny" && !f.passive && !f.reduced && strings.HasSuffix(l.at(f.last+1), "ing") && l.Tokens[f.last+1].Tag != communique.NN:
		c.Proposition = proposition(l.text(f.last+1, f.right))
	default:
		return no, false
	}
	if c.Object == "" && c.Proposition == "" {
		return no, false
	}
	first := f.left
	if !actor.empty() && actor.first < f.left && f.verb-actor.first < farLeft {
		first = actor.first
	}
	if f.infinitive || f.nominal {
		first = min(first, f.left)
	}
	c.Evidence = l.span(max(first, l.First), min(last, l.Last-1)).Quote(l.Text)
	c.Subject, c.Modality = by, mood
	c.About = l.actTime(&c, f)
	if f.nominal {
		l.ridesAlong(&c, f.verb)
	}
	return c, true
}

// denier returns the first subject that can deny something.
func (l *line) denier(subjects []argument) (communique.EntityID, argument) {
	for _, s := range subjects {
		if id := l.actsFor(s); id != "" {
			return id, s
		}
	}
	return "", nobody
}

// charge reports whether an object is something that one is accused of.
func (l *line) charge(f *frame, object argument) bool {
	w := l.low[object.head]
	switch {
	case f.lemma == "deny":
		return charges.Has(w)
	case rejectable.Has(w):
		return w != "report" && w != "reports" && w != "finding" && w != "findings" && w != "charge" || l.saysUntrue(object.head+1, f.right)
	}
	return f.lemma != "refute" && l.saysUntrue(object.last+1, f.right) && !l.has(set("idea notion proposal offer plan choice"), object.first, object.last)
}

// saysUntrue reports whether "as baseless" or the like stands between two tokens.
func (l *line) saysUntrue(first, last int) bool {
	for k := max(first, l.First); k <= last && k < l.Last; k++ {
		if l.low[k] == "as" && l.has(untrue, k+1, min(k+7, last)) {
			return true
		}
	}
	return false
}

// branded reads "calls the accusation baseless", "described the report as fabricated".
func (l *line) branded(f *frame) (communique.Claim, bool) {
	no := communique.Claim{}
	mood, told := l.told(f)
	object, ok := f.object()
	by, actor := l.denier(f.subjects)
	if !told || !ok || by == "" || f.negated || f.passive || f.reduced || !rejectable.Has(l.low[object.head]) {
		return no, false
	}
	last := -1
	for k := object.head + 1; k <= min(object.head+10, f.right+2) && k < l.Last; k++ {
		if untrue.Has(l.low[k]) {
			last = k
		}
		if l.low[k] == "." || l.low[k] == ";" || relatives.Has(l.low[k]) {
			break
		}
	}
	if last < 0 {
		return no, false
	}
	c := l.draft(communique.Denial, f.lemma, max(min(f.left, actor.first), l.First), last, f.verb)
	c.Subject, c.Object, c.Modality = by, l.named(object), mood
	c.About = l.actTime(&c, f)
	return c, c.Object != ""
}

// charged reads a speaker who says of the charge itself that it is not true:
// "the accusations are groundless", "there is no truth to the allegations".
func (l *line) charged() []communique.Claim {
	if l.classes&chargeClass == 0 {
		return nil
	}
	var out []communique.Claim
	for i := l.First; i+2 < l.Last; i++ {
		if !l.is(i, chargeClass) || l.low[i] == "report" || l.low[i] == "reports" || strings.HasPrefix(l.low[i], "charge") {
			continue
		}
		first, last := i, -1
		for first > l.First && first > i-5 && (determiners.Has(l.low[first-1]) || l.nounLike(first-1) && l.Tokens[first-1].Kind == communique.Word && !l.looksVerb(first-1)) {
			first--
			if determiners.Has(l.low[first]) {
				break
			}
		}
		for k := i + 1; k < l.Last && k < i+14; k++ {
			if w := l.low[k]; w == "," || w == "that" && k > i+1 || w == ";" || sayings.Has(w) {
				break
			}
			if b := l.low[k]; b != "are" && b != "is" && b != "were" && b != "was" {
				continue
			}
			for n := k + 1; n < l.Last && n < k+6; n++ {
				if w := l.low[n]; w == "not" && n == k+1 && (l.at(k+2) == "true" || l.at(k+2) == "correct" || l.at(k+2) == "accurate") {
					last = k + 2
					break
				} else if negations.Has(w) || l.Tokens[n].Kind == communique.Punctuation && !isOpenQuote(w) && w != `"` {
					break
				}
				if untrue.Has(l.low[n]) {
					last = n
				}
			}
			break
		}
		if truth := first - 2; last < 0 && (l.at(truth) == "truth" || l.at(truth) == "basis") && (l.at(truth-1) == "no" || isAdverb(l.at(truth-1))) && (l.at(truth+1) == "to" || l.at(truth+1) == "in" || l.at(truth+1) == "for") {
			first, last = truth-1, i // "no truth to the allegation"
		}
		n := l.statement[i]
		if last < 0 || n < 0 || !l.sameVoice(i, last) || l.inCondition(group{first: first, verb: i, last: i}) {
			continue
		}
		speaker := l.Statements[n].Speaker
		if id := l.onBehalfOf(speaker); id != "" && speaker.Kind() != communique.Person {
			speaker = id
		}
		if !speaker.IsActor() || l.Statements[n].Kind == communique.Turn && !(l.at(first) == "these" || l.at(first) == "those" || l.at(first) == "this" || l.at(first) == "such" || l.at(first) == "the") {
			continue
		}
		c := l.draft(communique.Denial, "untrue", first, last, i)
		c.Subject, c.Object = speaker, l.np(first, i)
		out = append(out, c)
	}
	return out
}

// disowned reads that somebody disowns a deed: "Russia had nothing to do with
// the attack", and in the first person "we did not do that", "that is not what we did".
func (l *line) disowned() []communique.Claim {
	if l.classes&(nothingClass|ownClass) == 0 {
		return nil
	}
	var out []communique.Claim
	for i := l.First; i+3 < l.Last; i++ {
		switch {
		case l.low[i] == "nothing" && l.at(i+1) == "to" && l.at(i+2) == "do" && l.at(i+3) == "with" && formsOfHave.Has(l.at(i-1)):
			g := l.verbGroup(i-1, base)
			s := l.subject(g)
			id := l.actsFor(argument{s, s.last})
			if n := l.statement[i]; id == "" && n >= 0 && !s.empty() && pronouns.Has(l.low[s.last]) && l.Statements[n].Kind == communique.Indirect {
				id = l.Statements[n].Speaker // "it said that it had nothing to do with"
			}
			last := l.rightEdge(i + 3)
			if s.empty() || id == "" || g.modal != "" || l.inCondition(g) || i+4 > last {
				continue
			}
			a, ok := l.nounAt(i+4, last)
			if !ok || !l.deedlike(a) {
				continue
			}
			c := l.draft(communique.Denial, "nothing-to-do", s.first, max(a.last, i+4), i)
			if c.Subject, c.Object = id, l.named(a); c.Object == "" || pronouns.Has(l.low[a.head]) {
				c.Object, c.Proposition = "", proposition("had to do with "+l.text(a.first, a.last))
			}
			out = append(out, c)
		case (l.low[i] == "that" || l.low[i] == "this" || l.low[i] == "that's") && l.statement[i] >= 0:
			// "that is not what we did"
			k := i + 1
			if formsOfBe.Has(l.at(k)) {
				k++
			}
			if l.at(k) != "not" || l.at(k+1) != "what" || l.at(k+2) != "we" {
				continue
			}
			end := k + 3
			for end < l.Last && end < k+6 && (isAdverb(l.low[end]) || formsOfHave.Has(l.low[end]) || formsOfBe.Has(l.low[end])) {
				end++
			}
			if w := l.at(end); w != "did" && w != "done" && w != "doing" {
				continue
			}
			id := l.meant(k + 2)
			if id == "" {
				continue
			}
			c := l.draft(communique.Denial, "first-person", i, end, k)
			c.Subject, c.Proposition = id, proposition("this is what we "+l.low[end])
			out = append(out, c)
		case l.low[i] == "we" && l.statement[i] >= 0 && (l.at(i+1) == "didn't" || l.at(i+1) == "did" && l.at(i+2) == "not" || l.at(i+1) == "never" || l.at(i+1) == "have" && (l.at(i+2) == "never" || l.at(i+2) == "not")):
			// "we did not hack the ministry"
			v := i + 2
			for v < i+5 && v < l.Last && (negations.Has(l.low[v]) || isAdverb(l.low[v])) {
				v++
			}
			if v >= l.Last || hackLike.of(l.low[v]) == nil {
				continue
			}
			right := l.rightEdge(v)
			a, ok := l.nounAt(v+1, right)
			if l.low[v] == "carried" || l.low[v] == "carry" || l.low[v] == "shot" || l.low[v] == "shoot" {
				a, ok = l.nounAt(v+2, right)
			}
			id := l.meant(i)
			if id == "" || !ok || !l.deedlike(a) && !a.entity.IsActor() {
				continue
			}
			c := l.draft(communique.Denial, "first-person", i, max(a.last, v), v)
			c.Subject, c.Proposition = id, proposition("we "+l.text(v, max(a.last, v)))
			out = append(out, c)
		}
	}
	return out
}

// deedlike reports whether a phrase names, or points to, something that one is accused of.
func (l *line) deedlike(a argument) bool {
	w := l.low[a.head]
	return l.isDeed(a) || attackNouns.Has(w) || badDeeds.Has(w) || w == "it" || w == "this" || w == "that" || w == "murder" || w == "killing" || w == "leak" || w == "explosion" || a.entity.Kind() == communique.Event
}
