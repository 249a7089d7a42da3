package claim

import "github.com/communique-kg/communique"

// AsOf returns the reference as it could be known on a day: facts that begin
// later are left out, and states that end later are still open. An empty day
// returns the reference itself.
func (ref *Reference) AsOf(day communique.Day) *Reference {
	if ref == nil || day == "" {
		return ref
	}
	var known []communique.Fact
	for _, f := range ref.facts {
		switch f.Kind {
		case communique.MemberCount, communique.Membership, communique.RoleClaim:
			if f.From > day {
				continue
			}
			if f.To > day {
				f.To = ""
			}
		default: // an act is known when it is done
			if last := max(f.From, f.To); last > day {
				continue
			}
		}
		known = append(known, f)
	}
	return newReference(known)
}
