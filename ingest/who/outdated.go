package who

import (
	"strings"

	"github.com/communique-kg/communique"
)

// outdated opens again what Find read without a date: a title and surname that
// mean somebody who had left that office by the day of publication, where the
// document tells of its holder in the present or means a namesake who is in
// office. "President Kennedy said then" stays as it is.
func (f *finder) outdated(published communique.Days) {
	if !published.Known() {
		return
	}
	for i, m := range f.found {
		if f.last[i] > 0 && m.Type == "person" && m.Via == communique.ViaAlias && m.Rule == "gazetteer" && f.longGone(int(f.first[i]), m.Entity, published) {
			f.setEntity(i, "", "", "a title and the name of one whose offices ended long before "+published.String())
			continue
		}
		if f.last[i] == 0 || m.Rule != titleDecides || m.Entity == "" {
			continue
		}
		at := int(f.first[i])
		if f.elder(at) || len(f.holders(at, []communique.EntityID{m.Entity}, published)) > 0 {
			continue
		}
		name, _ := f.extent(at)
		if f.toldAsPresent(int(f.last[i])) || f.namesakeInOffice(m.Entity, f.g.surnames[name], published) {
			f.setEntity(i, "", "", "surname with a title that its bearer no longer held on "+published.String())
		}
	}
}

// longGone reports whether a title that the person is not known to have held
// stands before a short form of the name at atom i, and the last office known of
// the person ended a generation before: "Sen. John Kennedy" in 2025.
func (f *finder) longGone(i int, id communique.EntityID, published communique.Days) bool {
	if !f.titled(i) || f.elder(i) || len(f.g.held[id]) == 0 || published.From == "" {
		return false
	}
	k := i - 1
	if f.word(k) == "." {
		k--
	}
	switch f.lower(k) {
	case "mr", "mrs", "ms", "miss", "dr", "sir", "lady", "general", "gen", "president":
		return false
	}
	living := communique.Days{From: published.From.Add(-25 * 365), To: published.To}
	for _, t := range f.g.held[id] {
		if t.Overlaps(living) {
			return false
		}
	}
	return len(f.holders(i, []communique.EntityID{id}, communique.Days{})) == 0
}

// toldAsPresent reports whether the words from atom i say what somebody does now.
func (f *finder) toldAsPresent(i int) bool {
	if !f.joined(i) {
		return false
	}
	switch f.lower(i) {
	case "is", "has", "will", "says", "wants", "continues", "plans", "believes":
		return true
	}
	return false
}

// namesakeInOffice reports whether the document names another of the known
// bearers, who held an office on the days.
func (f *finder) namesakeInOffice(id communique.EntityID, known []communique.EntityID, on communique.Days) bool {
	for _, other := range known {
		if other == id || f.named[other] == 0 {
			continue
		}
		for _, t := range f.g.held[other] {
			if t.Overlaps(on) {
				return true
			}
		}
	}
	return false
}

// bearersLeft returns which of the persons whom the document still names bear
// the surname at atom i.
func (f *finder) bearersLeft(i int) []communique.EntityID {
	if !f.met {
		f.met = true
		for _, m := range f.living() {
			if f.found[m].Type == "person" && f.found[m].Entity != "" {
				f.meet(f.found[m].Entity, f.found[m].Exact)
			}
		}
	}
	var ids []communique.EntityID
	named, _ := f.bearers(i)
	for _, id := range named {
		if f.named[id] > 0 {
			ids = appendNew(ids, id)
		}
	}
	return ids
}

// functional reports whether atom i says of the title before it what it is for
// and so begins no name: "Minister Assisting the Prime Minister".
func (f *finder) functional(i int) bool {
	w := f.lower(i)
	if len(w) < 6 || !strings.HasSuffix(w, "ing") && !strings.HasSuffix(w, "ed") || f.inLabel(i) {
		return false
	}
	k := i + 1
	return f.joined(k) && (function.Has(f.lower(k)) && !f.atoms[k].flags.has(upperFirst))
}
