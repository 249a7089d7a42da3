package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// Whom a text means by "we", "it" and "they".

// speaksAs returns the organisation or state for which a document as a whole
// speaks: "We, the leaders of the Group of Seven", "on behalf of the Government
// of Norway", "my country, Norway", a title such as "Statement of the Nordic
// Council". "" where the text does not show it.
func (s *scan) speaksAs() communique.EntityID {
	if s.voiceKnown {
		return s.voiceIs
	}
	s.voiceKnown = true
	count, best := map[communique.EntityID]int{}, 0
	vote := func(id communique.EntityID, n int) {
		if k := id.Kind(); k != communique.State && k != communique.Organisation {
			return
		}
		if count[id] += n; count[id] > best {
			best, s.voiceIs = count[id], id
		}
	}
	for i := range s.Sentences {
		sentence := &s.Sentences[i]
		if !s.SentenceInArticle(*sentence) {
			continue
		}
		l := s.lineOf(i)
		for j := l.First; j < l.Last; j++ {
			if l.statement[j] >= 0 {
				continue
			}
			switch w := l.low[j]; {
			case w == "we" && l.at(j+1) == "," && i < 40:
				for k := j + 2; k < l.Last && k < j+22; k++ {
					if id := l.entityAt(k); id.Kind() == communique.Organisation || id.Kind() == communique.State {
						vote(id, 20)
						break
					}
				}
			case w == "behalf" && l.at(j+1) == "of" && i < 40:
				for k := j + 2; k < l.Last && k < j+12; k++ {
					if id := l.entityAt(k); id.Kind() == communique.Organisation || id.Kind() == communique.State {
						vote(id, 6)
						break
					}
				}
			case (w == "my" || w == "our") && own.Has(l.at(j+1)):
				for k := j + 2; k < l.Last && k < j+4; k++ {
					if id := l.entityAt(k); id.Kind() == communique.State && (l.at(k-1) == "," || k == j+2) {
						vote(id, 4)
					}
				}
			}
		}
		if t := s.Regions[l.Region].Type; (t == "headline" || t == "title" || i == 0) && l.Last-l.First < 30 {
			// "Group of Seven Communiqué", "Statement of the Council": who stands before
			// the word for the paper, or after it with "of" or "by". Others are what it is about.
			var before communique.EntityID
			for j := l.First; j < l.Last; j++ {
				id, w := l.entityAt(j), l.low[j]
				if id.Kind() == communique.Organisation || id.Kind() == communique.State {
					if before == "" {
						before = id
					}
					continue
				}
				if w == "on" || w == "to" || w == "against" || w == "for" || w == "by" || w == ":" {
					break
				}
				if !papers.Has(w) && w != "remarks" && w != "address" || w == "order" || w == "policy" {
					continue
				}
				vote(before, 5)
				if n := l.at(j + 1); before == "" && (n == "of" || n == "by") {
					k := j + 2
					if l.at(k) == "the" {
						k++
					}
					vote(l.entityAt(k), 5)
				}
				break
			}
		}
	}
	return s.voiceIs
}

var own = set("country nation government homeland state")

// issues returns the document that speaks as "we" where no statement does: the
// one that its title names, else "np:" and the word that the title has for it;
// "" where the text is no such document.
func (s *scan) issues() communique.EntityID {
	for i := range s.Sentences {
		sentence := &s.Sentences[i]
		if !s.SentenceInArticle(*sentence) {
			continue
		}
		l := s.lineOf(i)
		if l.Last-l.First > 30 {
			return ""
		}
		var word communique.EntityID
		for j := l.First; j < l.Last; j++ {
			if id := l.entityAt(j); id.Kind() == communique.NamedDocument {
				return id
			}
			if l.low[j] == "statement" || l.low[j] == "communique" || l.low[j] == "communiqué" || l.low[j] == "declaration" || l.low[j] == "charter" || l.low[j] == "call" && l.at(j-1) != "to" || l.low[j] == "strategy" {
				word = communique.NP(l.low[j])
			}
		}
		return word
	}
	return ""
}

// meant returns whom the pronoun at token i means; "" where the text leaves it open.
func (l *line) meant(i int) communique.EntityID {
	switch w := l.low[i]; w {
	case "we", "we're", "we've", "we'll", "our", "us", "ourselves":
		if id := l.selfReference(w, i); id != "" {
			return id
		}
		if l.statement[i] < 0 {
			return l.speaksAs()
		}
	case "i", "my":
		if n := l.statement[i]; n >= 0 {
			return l.Statements[n].Speaker
		}
	case "it", "its", "they", "their":
		if n := l.statement[i]; n >= 0 && l.Statements[n].Kind == communique.Indirect && l.Statements[n].Speaker != "" && l.saidJustBefore(int(n), i) {
			return l.Statements[n].Speaker // "the ministry said it had"
		}
		if w == "they" || w == "their" {
			return l.subjectBefore(i, true)
		}
		return l.subjectBefore(i, false)
	}
	return ""
}

// nameSelves names the speakers whom statements within a turn, or of a text that
// speaks for itself, only call "we" or "I": "we have made clear that …".
func (s *scan) nameSelves() {
	for n := range s.Statements {
		st := &s.Statements[n]
		if st.Speaker != "" || st.SpeakerSpan.Exact == "" || !selves.Has(strings.ToLower(st.SpeakerSpan.Exact)) {
			continue
		}
		i := s.TokenAt(st.SpeakerSpan.Start)
		st.Speaker = s.lineOf(s.SentenceAt(st.SpeakerSpan.Start)).meant(i)
	}
}

// selves are words by which speakers call themselves.
var selves = set("i we")

// saidJustBefore reports whether a pronoun opens what statement n reports in this sentence.
func (l *line) saidJustBefore(n, i int) bool {
	st := &l.Statements[n]
	return len(st.Content) > 0 && st.Content[0].Start >= l.Start && l.Tokens[i].Start-st.Content[0].Start < 30
}

// subjectBefore returns the actor that is the subject of the main verb before
// token i, in its sentence or in the one before of the same paragraph and voice.
func (l *line) subjectBefore(i int, plural bool) communique.EntityID {
	try := func(m *line, before int) communique.EntityID {
		if !m.Reading.Parse(m.index) {
			return ""
		}
		var found communique.EntityID
		for j := m.First; j < before && j < m.Last; j++ {
			d := m.Tokens[j].Dependency
			if d != communique.Nsubj && d != communique.NsubjPass || !m.sameVoiceAt(i, j) {
				continue
			}
			t := m.Tokens[j].Tag
			a := m.argumentAt(j)
			many := t == communique.NNS || t == communique.NNPS || len(m.listed(a, m.First, m.Last-1)) > 1
			if a.entity.Kind() == communique.Organisation && plural && !many {
				many = false
			}
			if many != plural || pronouns.Has(m.low[j]) {
				continue
			}
			if id := m.named(a); a.entity.IsActor() || a.entity == "" && (officials.Has(m.low[j]) || offices.Has(m.low[j])) {
				found = id
				break
			}
		}
		return found
	}
	if id := try(l, i); id != "" {
		return id
	}
	if l.index > 0 {
		s := l.Sentences[l.index-1]
		if s.Paragraph == l.Paragraph && s.First < s.Last {
			return try(l.lineOf(l.index-1), s.Last)
		}
	}
	return ""
}

// sameVoiceAt reports whether two tokens of perhaps different sentences belong to the same statement or to none.
func (l *line) sameVoiceAt(i, j int) bool { return l.statement[i] == l.statement[j] }

// onBehalfOf returns whom a speaker means by "we": an organisation or state
// itself, a document its issuer, a person the organisation of the office that
// the document gives them or of all that they ever held, an unnamed official whom the words of the phrase
// name. "" where that stays open.
func (s *scan) onBehalfOf(speaker communique.EntityID) communique.EntityID {
	switch speaker.Kind() {
	case communique.Organisation, communique.State:
		return speaker
	case communique.NamedDocument:
		return s.entity(speaker).Parent
	case communique.Person:
		if id := s.organised[speaker]; id != "" || s.finder.Tenures == nil {
			return id
		}
		var id communique.EntityID
		for _, t := range s.finder.Tenures(speaker) {
			if id != "" && t.Organisation != id {
				return "" // held offices of several
			}
			id = t.Organisation
		}
		return id
	case communique.NounPhrase:
		if strings.HasSuffix(speaker.Name(), "official") || isPaper(speaker) {
			return s.speaksAs()
		}
	}
	return ""
}
