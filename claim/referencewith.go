package claim

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/communique-kg/communique"
)

// With returns a Reference that also knows the facts of further tables, which
// have the columns of data/reference. The first fault ends it, with file, line
// and remedy. What one table says must not contradict what another says or what
// ref knows: an organisation has one number of members on a day, and an office
// of which offices say that it is single has one holder, but for the day on
// which it is handed over. The error then names both lines.
func (ref *Reference) With(offices []communique.Office, tables ...Table) (*Reference, error) {
	facts := ref.Facts()
	from := make(map[string]string, len(facts))
	for _, f := range facts {
		from[f.ID] = f.File
	}
	known := len(facts)
	for _, t := range tables {
		more, err := readTable(t, from)
		if err != nil {
			return nil, err
		}
		if len(more) == 0 {
			return nil, fmt.Errorf("claim: %s holds no facts; write one a line below the header", t.Name)
		}
		facts = append(facts, more...)
	}
	ours := make(map[string]bool, len(facts)-known)
	for _, f := range facts[known:] {
		ours[f.ID] = true
	}
	single := map[[2]communique.EntityID]bool{}
	for _, o := range offices {
		single[[2]communique.EntityID{o.Title, o.Organisation}] = o.Single
	}
	for _, group := range contenders(facts, single) {
		if a, b, ok := contradiction(group); ok && (ours[a.ID] || ours[b.ID]) {
			if !ours[b.ID] {
				a, b = b, a
			}
			return nil, fmt.Errorf("claim: %s: “%s” (%s) contradicts %s, “%s” (%s); correct a number, a name or the days of one of them",
				b.File, b.Says, written(b.Days), whereOf(a, ours[a.ID]), a.Says, written(a.Days))
		}
	}
	return newReference(facts), nil
}

// whereOf names the line that has a fact.
func whereOf(f communique.Fact, ours bool) string {
	if ours {
		return f.File
	}
	return f.File + ", which comes with the program"
}

// contenders puts facts together of which one at most can hold on a day, with
// equal answers as one: the numbers of members of an organisation, the holders
// of a single office. They come in the order of their first facts.
func contenders(facts []communique.Fact, single map[[2]communique.EntityID]bool) [][]communique.Fact {
	type key struct {
		kind                   communique.Kind
		subject, object, scope string
	}
	at := map[key]int{}
	var out [][]communique.Fact
	for _, f := range facts {
		var k key
		switch {
		case !f.Days.Known():
			continue // it tests nothing that turns on time
		case f.Kind == communique.MemberCount && f.Value != nil:
			k = key{f.Kind, string(f.Subject), "", f.Scope}
		case f.Kind == communique.RoleClaim && single[[2]communique.EntityID{f.Object, communique.EntityID(f.Scope)}]:
			k = key{f.Kind, "", string(f.Object), f.Scope}
		default:
			continue
		}
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], f)
	}
	return out
}

// contradiction returns two facts of one group that hold on the same day and say
// different things.
func contradiction(group []communique.Fact) (a, b communique.Fact, found bool) {
	slices.SortFunc(group, func(x, y communique.Fact) int {
		return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To), cmp.Compare(x.ID, y.ID))
	})
	// What reaches farthest is enough to look at: all before it that reach as far
	// as the next fact say the same as it does.
	for i, f := range group {
		if i > 0 && !sameSaid(a, f) && meetDays(a, f) {
			return a, f, true
		}
		if i == 0 || a.To != "" && (f.To == "" || f.To > a.To) {
			a = f
		}
	}
	return a, b, false
}

func sameSaid(a, b communique.Fact) bool {
	if a.Kind == communique.MemberCount {
		return a.Value.N == b.Value.N
	}
	return a.Subject == b.Subject
}

// meetDays reports whether two facts share a day; an office may be handed over
// on one.
func meetDays(a, b communique.Fact) bool {
	if !a.Days.Overlaps(b.Days) {
		return false
	}
	return a.Kind != communique.RoleClaim || a.To == "" || a.To != b.From
}
