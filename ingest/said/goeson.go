package said

import "github.com/communique-kg/communique"

// goesOn gives to the statement of the sentence before it a sentence that is a
// quotation and nothing else: She disapproved of the deal. “It was terrible.”
func (f *finder) goesOn() {
	last, paragraph := int32(0), -1
	for _, s := range f.r.Sentences {
		if s.Paragraph != paragraph {
			last, paragraph = 0, s.Paragraph
		}
		if !f.r.SentenceInArticle(s) || f.turnOf[s.Paragraph] > 0 || s.First >= s.Last {
			continue
		}
		cue := int32(0)
		for k := s.First; k < s.Last; k++ {
			cue = max(cue, f.inCue[k])
		}
		if cue > 0 {
			last = cue
			continue
		}
		q := f.quoteAt(s.First)
		if last == 0 || q == nil || q.Start != s.Start || q.End < s.End || f.inContent[s.First] {
			if q == nil || !f.inContent[s.First] {
				last = 0
			}
			continue
		}
		if q.words < 3 && !q.ended {
			continue
		}
		d := f.drafts[last-1]
		span := communique.Span{Start: q.Start, End: q.End}
		if f.overlapsAny(span) {
			continue
		}
		f.paint(span, f.inContent)
		if d.Attitude() != "" {
			// The attitude is told, the quotation is said.
			f.keep(&draft{Statement: communique.Statement{Kind: communique.Direct, Speaker: d.Speaker, Rule: "continued: a quotation after its sentence"}, spans: []communique.Span{span}})
			continue
		}
		d.spans = append(d.spans, span)
		if d.Kind == communique.Indirect {
			d.Kind = communique.Mixed
		}
	}
}
