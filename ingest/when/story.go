package when

import (
	"fmt"
	"iter"
	"time"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/edtf"
)

// story is what was told last: what "the same year" and "two days later" hang on.
type story struct {
	days      communique.Days
	stated    bool // its year stands in the text
	paragraph int
	told      string
}

// resolve walks the expressions in order, keeps the story's thread, and gives
// values to those that pick gives an anchor for.
func resolve(r *communique.Reading, all iter.Seq[*found], history bool, pick func(*found) (anchor, bool)) {
	thread := thread{history: history}
	ti := 0
	for f := range all {
		for ti < len(r.Times) && r.Times[ti].Start < f.Start {
			ti++
		}
		if ti >= len(r.Times) || r.Times[ti].Span != f.Span {
			continue
		}
		t := &r.Times[ti]
		told := false // the story gave it its year
		paragraph := -1
		if f.sentence < len(r.Sentences) {
			paragraph = r.Sentences[f.sentence].Paragraph
		}
		if t.EDTF == "" {
			if a, ok := pick(f); ok {
				told = f.settle(t, a, &thread, paragraph)
			}
		}
		thread.follow(f, t, told, paragraph)
	}
}

// thread follows what is told from time to time.
type thread struct {
	history bool
	last    story
	quarter story // the quarter that is reported on
	far     story // a time far from the thread, until a second one bears it out
	nearest story // what was told last, near or far: what "the following year" hangs on
}

// near reports whether what was told last still speaks for a paragraph: news
// changes its subject with the paragraph, a history goes on.
func (h *thread) near(paragraph int) bool {
	return h.last.days.Known() && (h.last.paragraph == paragraph || h.history)
}

// tooFar is how many years lie between a history's thread and an aside: a look
// back at an old treaty, a book that appeared long after.
const tooFar = 15

// follow takes the thread on to a time of the text.
func (h *thread) follow(f *found, t *communique.TimeValue, told bool, paragraph int) {
	if (f.kind == calendar && f.part >= edtf.Quarter1 && f.part <= edtf.Quarter4 || f.kind == period && f.unit == quarter && !f.compared) && t.From != "" {
		h.quarter = story{days: t.Days, paragraph: paragraph, told: t.Exact}
	}
	if f.compared || t.Type == communique.Duration || t.Type == communique.Set || t.From == "" || t.To == "" || f.kind == refer || f.kind == today {
		return
	}
	if h.history {
		switch {
		case f.joined && f.weekday == 0, f.quoted, f.tense == futureTense && (!h.last.days.Known() || yearsApart(h.last.days, t.Days) > 0), f.kind == period && f.n < 0 && f.unit >= yearUnit: // an end that is to come, another's words, a look back
			return
		}
	}
	days := t.Days
	if f.part == edtf.Winter { // it ends in the next year, which is not told yet
		days.To = days.From[:4] + "-12-31"
	}
	if h.history && f.kind == calendar && f.year > 0 && f.month == 0 && f.part == 0 && paragraph == h.last.paragraph && h.last.days.Known() && days.To < h.last.days.From {
		h.nearest = story{days: days, stated: true, paragraph: paragraph, told: t.Exact}
		return // "planned since 1934": a look back amid the story
	}
	next := story{days: days, stated: f.explicit && (h.history || !f.aside) || told && h.last.stated, paragraph: paragraph, told: t.Exact}
	if h.history && h.last.days.Known() && yearsApart(h.last.days, next.days) > tooFar &&
		!(h.far.days.Known() && yearsApart(h.far.days, next.days) <= tooFar) {
		h.far, h.nearest = next, next
		return
	}
	h.last, h.far, h.nearest = next, story{}, next
}

// yearsApart returns how many calendar years lie between two ranges.
func yearsApart(a, b communique.Days) int {
	switch {
	case a.Overlaps(b):
		return 0
	case a.To < b.From:
		return yearOf(b.From) - yearOf(a.To)
	}
	return yearOf(a.From) - yearOf(b.To)
}

func yearOf(d communique.Day) int {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return 0
	}
	return t.Year()
}

// historical reports whether a document tells history rather than news or
// plans: it names many years, dates that lean on them, and hardly ever the days
// around its writing.
func historical(all iter.Seq[*found], r *communique.Reading) bool {
	years, dates, news := 0, 0, 0
	published := r.Published().Days
	for f := range all {
		switch {
		case f.kind == calendar && f.weekday > 0 && f.year == 0, f.kind == today, f.kind == period && !f.story && f.direction != byTense:
			news++
		case f.kind == calendar && f.explicit && f.year > 0:
			if !published.Known() || !published.Overlaps(daysOf(fmt.Sprintf("%04d", f.year))) {
				years++
			}
		case f.kind == calendar && f.year == 0 && f.direction == byTense && f.month > 0:
			dates++
		case f.kind == fixed && f.explicit:
			years++
		}
	}
	return dates >= 4 && (years >= 8 || years >= 4 && years+dates >= 10) && news*10 <= years+dates
}

// tellOn gives a date without its year the year of the story: that of what was
// told last, or the next where the story has gone past the end of the year.
func (f *found) tellOn(t *communique.TimeValue, a anchor) bool {
	e := f.expression
	y := yearOf(a.days.From)
	if y == 0 || y >= 9999 || y != yearOf(a.days.To) {
		return false
	}
	e.year = y
	if back := monthOf(a.days.From) - e.firstMonth(); e.month+e.part > 0 && back >= turnOfYear && monthOf(a.days.From) >= 9 {
		e.year++
	}
	value, ed := e.stated()
	d := daysOf(ed)
	if !d.Known() {
		return false
	}
	t.Value, t.EDTF, t.Days, t.Basis = value, ed, d, f.rule+": "+a.name
	return true
}

// turnOfYear is how many months a date must seem to step back before it is
// taken for one of the next year.
const turnOfYear = 8

func monthOf(d communique.Day) int {
	if len(d) < 7 {
		return 0
	}
	return int(d[5]-'0')*10 + int(d[6]-'0')
}

// firstMonth returns the month, or the first one of the season or quarter.
func (e expression) firstMonth() int {
	if e.part == 0 {
		return e.month
	}
	e.year = 2000
	_, ed := e.stated()
	return monthOf(daysOf(ed).From)
}

// compare resolves what a report compares with: the quarter that it is about,
// or the same one a year before.
func (f *found) compare(t *communique.TimeValue, voice anchor, q story) {
	a := anchor{q.days, fmt.Sprintf("told from %q", q.told)}
	if !q.days.Known() {
		if voice.days.From == "" || voice.days.From != voice.days.To {
			return
		}
		day, err := time.Parse(time.DateOnly, string(voice.days.From))
		if err != nil {
			return
		}
		_, ed, ok := periodOf(quarter, -1).from(day, pastTense)
		if !ok {
			return
		}
		a = anchor{daysOf(ed), "the quarter before " + voice.name}
	}
	y, n := yearOf(a.days.From), (monthOf(a.days.From)-1)/3
	if f.unit == yearUnit {
		y--
	}
	if !within(y) {
		return
	}
	t.Value, t.EDTF = fmt.Sprintf("%04d-Q%d", y, n+1), fmt.Sprintf("%04d-%02d", y, edtf.Quarter1+n)
	t.Days, t.Basis = daysOf(t.EDTF), f.basis(a, f.tense)
}
