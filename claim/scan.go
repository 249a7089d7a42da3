package claim

import (
	"cmp"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
)

// scan is a reading with what every kind asks of it made ready once.
type scan struct {
	*communique.Reading
	finder        *Finder
	low           []string // the words in lower case, with straight apostrophes
	straightened  []string // room for low
	entries       []*entry // for each token what the vocabulary has of it
	mention       []int32  // for each token the mention that covers it, -1 where none does
	statement     []int32  // for each token the innermost statement whose content holds it, -1 where none does
	around        []int32  // for each statement the one that holds its content, -1 where none does
	content       []int32  // for each token with a statement, the index into contents of the stretch that holds it
	contents      []communique.Span
	words         []string                                    // scratch, see passage
	organised     map[communique.EntityID]communique.EntityID // persons to the organisation that the document gives them
	roles         map[int][]communique.Claim                  // by sentence; found first, since "we" needs them
	offices       map[string][]officeName                     // by the last word of the name
	decided       []communique.Span                           // what decisions have claimed already
	taken         map[int]communique.Kind                     // verbs and nouns whose act a kind has claimed, by token
	named         map[communique.EntityID]int                 // how often organisations are named; made when first asked for
	knowsNATO     bool
	namesArticle5 bool
	namesEvents   bool
	shownOrgs     map[communique.EntityID]bool
	publishedOn   communique.TimeValue
	voiceIs       communique.EntityID // for whom the document speaks, once voiceKnown
	voiceKnown    bool
	meetingOn     communique.TimeValue // the day of the meeting that the document announces, once meetingKnown
	meetingAt     int                  // the sentence that announces it
	meetingKnown  bool
	passageOf     int // the paragraph whose fingerprint passageIs is, once passageKnown
	passageIs     communique.Passage
	passageKnown  bool
	manner        manner
}

// officeName is one way to write an office.
type officeName struct {
	words  []string
	office *communique.Office
}

// take makes an empty scan that of a reading.
func (s *scan) take(f *Finder, r *communique.Reading) {
	n := len(r.Tokens)
	s.Reading, s.finder, s.offices = r, f, f.officesByName()
	s.low = s.straight(r)
	s.entries = slices.Grow(s.entries, n)[:n]
	s.mention, s.statement, s.content = slices.Grow(s.mention, n)[:n], slices.Grow(s.statement, n)[:n], slices.Grow(s.content, n)[:n]
	if s.taken == nil {
		s.organised, s.shownOrgs = map[communique.EntityID]communique.EntityID{}, map[communique.EntityID]bool{}
		s.roles, s.taken = map[int][]communique.Claim{}, map[int]communique.Kind{}
	}
	for i := range r.Tokens {
		s.entries[i] = vocabulary.of(s.low[i])
		s.mention[i], s.statement[i], s.content[i] = -1, -1, 0
	}
	for m := range r.Mentions {
		for i := r.TokenAt(r.Mentions[m].Start); i < len(r.Tokens) && r.Tokens[i].Start < r.Mentions[m].End; i++ {
			s.mention[i] = int32(m)
		}
		if r.Mentions[m].Entity == "instrument:article-5" {
			s.namesArticle5 = true
		}
		switch id := r.Mentions[m].Entity; id.Kind() {
		case communique.Organisation:
			s.shownOrgs[id] = true
		case communique.Event:
			s.namesEvents = true
		}
	}
	s.knowsNATO = s.shownOrgs["org:nato"]
	s.publishedOn = r.Published()
	s.markStatements()
}

// empty makes a scan ready for another reading. It keeps its room.
func (s *scan) empty() {
	clear(s.straightened)
	clear(s.words[:cap(s.words)])
	clear(s.organised)
	clear(s.shownOrgs)
	clear(s.roles)
	clear(s.taken)
	*s = scan{
		straightened: s.straightened[:0], entries: s.entries[:0], mention: s.mention[:0], statement: s.statement[:0], content: s.content[:0],
		contents: s.contents[:0], words: s.words[:0], decided: s.decided[:0],
		organised: s.organised, shownOrgs: s.shownOrgs, roles: s.roles, taken: s.taken,
	}
}

// straight returns the words of a reading in lower case with straight apostrophes.
func (s *scan) straight(r *communique.Reading) []string {
	low := r.LowerWords()
	if !strings.Contains(r.Text, "’") {
		return low
	}
	s.straightened = append(s.straightened[:0], low...)
	low = s.straightened
	for i, w := range low {
		if strings.IndexByte(w, "’"[0]) >= 0 {
			low[i] = strings.ReplaceAll(w, "’", "'")
		}
	}
	return low
}

// markStatements paints the contents of statements over the tokens, the longest
// first, so that the innermost remains.
func (s *scan) markStatements() {
	type part struct {
		communique.Span
		statement int
	}
	var parts []part
	for i := range s.Statements {
		if s.Statements[i].Attitude() != "" {
			continue // what somebody thinks or wants is told in the words of whoever tells it
		}
		for _, e := range s.Statements[i].Content {
			parts = append(parts, part{e.Span, i})
		}
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(b.Len(), a.Len()) })
	s.around = slices.Repeat([]int32{-1}, len(s.Statements))
	for n, p := range parts {
		s.contents = append(s.contents, p.Span)
		if i := s.TokenAt(p.Start); i < len(s.statement) && int(s.statement[i]) != p.statement {
			s.around[p.statement] = s.statement[i]
		}
		for i := s.TokenAt(p.Start); i < len(s.Tokens) && s.Tokens[i].Start < p.End; i++ {
			s.statement[i], s.content[i] = int32(p.statement), int32(n)
		}
	}
}

// entity returns what the gazetteer knows of an id.
func (s *scan) entity(id communique.EntityID) communique.Entity {
	if s.finder.Entity == nil || id == "" {
		return communique.Entity{}
	}
	e, _ := s.finder.Entity(id)
	return e
}

// entityAt returns the entity of the mention that covers token i, "" where
// there is none.
func (s *scan) entityAt(i int) communique.EntityID {
	if i < 0 || i >= len(s.mention) || s.mention[i] < 0 {
		return ""
	}
	return s.Mentions[s.mention[i]].Entity
}

// mentionTokens returns the first and last token of the mention that covers token i.
func (s *scan) mentionTokens(i int) (first, last int) {
	first, last = i, i
	for first > 0 && s.mention[first-1] == s.mention[i] {
		first--
	}
	for last+1 < len(s.mention) && s.mention[last+1] == s.mention[i] {
		last++
	}
	return first, last
}

// line is one sentence under the eyes of the finders.
type line struct {
	*scan
	communique.Sentence
	index      int
	lexicons   lexicons // those that hold one of its words
	classes    class    // those that one of its words has
	marks      mark     // see marked, once marksKnown
	marksKnown bool
	acts       []deed // see deeds, once actsKnown
	actsKnown  bool
}

// lineOf returns sentence i for the finders.
func (s *scan) lineOf(i int) *line {
	l := s.newLine(i)
	return &l
}

func (s *scan) newLine(i int) line {
	l := line{scan: s, Sentence: s.Sentences[i], index: i}
	for _, e := range s.entries[l.First:l.Last] {
		l.lexicons |= e.lexicons
		l.classes |= e.class
	}
	return l
}

// span returns the text span of the tokens from first to last, both included.
func (l *line) span(first, last int) communique.Span {
	return communique.Span{Start: l.Tokens[first].Start, End: l.Tokens[last].End}
}

// at returns the lower-case word at token i, "" outside the sentence.
func (l *line) at(i int) string {
	if i < l.First || i >= l.Last {
		return ""
	}
	return l.low[i]
}

// isQuestion reports whether the sentence asks: it ends in a question mark.
func (l *line) isQuestion() bool {
	for i := l.Last - 1; i >= l.First && i >= l.Last-4; i-- {
		switch l.low[i] {
		case "?":
			return true
		case `"`, "”", "’", "'", ")":
			continue
		}
		return false
	}
	return false
}

// isAsked reports whether the sentence belongs to a question turn of a
// transcript or the question of a FAQ.
func (l *line) isAsked() bool {
	if l.isQuestion() {
		return true
	}
	if l.First < l.Last {
		if n := l.statement[l.Last-1]; n >= 0 {
			st := l.Statements[n]
			return st.Kind == communique.Turn && (st.Speaker == "np:reporter" || st.Speaker == "" && isQuestionLabel(st.Cue.Exact))
		}
	}
	return isQuestionLabel(l.at(l.First)) && (l.at(l.First+1) == ":" || l.at(l.First+1) == ".")
}

func isQuestionLabel(word string) bool {
	switch strings.ToLower(strings.Trim(word, " .:")) {
	case "q", "question":
		return true
	}
	return false
}
