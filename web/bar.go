package web

// bar is the date bar: which days a list is seen from. It is a form that keeps
// the rest of the address.
type bar struct {
	Action      string
	Kept        []field // hidden: the rest of the address
	PublishedBy string
	RecordedBy  string
	About       string
	Set         bool   // whether any of them is
	Clear       string // the address without them
}

func (q *request) bar() *bar {
	b := &bar{Action: q.route.path, PublishedBy: q.get("published-by"), RecordedBy: q.get("recorded-by"), About: q.get("about")}
	b.Set = b.PublishedBy != "" || b.RecordedBy != "" || b.About != ""
	v := q.copied()
	for _, name := range clockNames {
		v.Del(name)
	}
	b.Clear = address(q.route.path, v)
	for _, p := range q.route.params {
		for _, value := range v[p.Name] {
			b.Kept = append(b.Kept, field{p.Name, value})
		}
	}
	return b
}
