package web_test

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"html"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// What BenchmarkLoad asks, and how: see "make load".
var (
	loadTarget  = flag.String("load-target", "", "address of a running `server` to put under load")
	loadStore   = flag.String("load-store", "", "`folder` of a store to serve and put under load")
	loadProgram = flag.String("load-program", "", "the `communique` program that serves it")
	loadSeconds = flag.Int("load-seconds", 15, "how long each kind of page is asked for")
	loadRate    = flag.Float64("load-rate", 50, "requests a second")
	loadBars    = flag.Bool("load-bars", true, "fail where the 99th percentile is above the bar of its page")
)

// bars are the bars of the pages: the 99th percentile must be below. Pages that
// are not named have none.
var bars = map[string]time.Duration{
	"search": 50 * time.Millisecond, "reader": 50 * time.Millisecond, "claim": 50 * time.Millisecond, "actor": 50 * time.Millisecond,
	"compare": 100 * time.Millisecond, "timeline": 100 * time.Millisecond, "graph": 100 * time.Millisecond,
}

// BenchmarkLoad asks a server over a large store for one kind of page after the
// other, then for all of them mixed. Requests begin at a constant rate, whether
// or not earlier ones have been answered, and a request is timed from when it
// should have begun to its last byte, so that waiting counts. The addresses are drawn
// from what the store holds, the same ones each time. Times are those that
// the client sees over the loopback; "server" is what the server says of itself.
func BenchmarkLoad(b *testing.B) {
	base := serveForLoad(b)
	l := &loader{base: base, client: &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: 256, DisableCompression: true}}}
	kinds := l.takeStock(b).kinds(l)
	for _, k := range kinds {
		b.Run(k.name, func(b *testing.B) { l.run(b, k) })
	}
	b.Run("mixed", func(b *testing.B) { l.run(b, kinds...) })
}

// serveForLoad returns the address of the server that is asked, without the last slash.
func serveForLoad(b *testing.B) string {
	b.Helper()
	switch {
	case *loadTarget != "":
		return strings.TrimSuffix(*loadTarget, "/")
	case *loadStore == "" || *loadProgram == "":
		b.Skip("skipped: there is no large store to ask; run: make load")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, *loadProgram, "serve", "--store", *loadStore, "--addr", "127.0.0.1:0")
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		cancel()
		cmd.Wait() // it was told to end
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	address := regexp.MustCompile(`http://[^/\s]+`).FindString(line)
	if err != nil || address == "" {
		b.Fatalf("%s serve says %q: %v", *loadProgram, line, err)
	}
	return address
}

// loader asks a server.
type loader struct {
	base   string
	client *http.Client
}

// kind is a kind of page with the addresses that are asked for, drawn one at a time.
type kind struct {
	name  string
	share int // of a hundred requests when pages are mixed
	draw  func(*rand.Rand) string
}

// taken is how one request went.
type taken struct {
	address string
	took    time.Duration
	server  time.Duration
	bytes   int
	err     error
}

// run asks for addresses of the kinds at the constant rate and reports how it went.
func (l *loader) run(b *testing.B, kinds ...kind) {
	random := rand.New(rand.NewPCG(5, uint64(len(kinds))))
	n := max(1, int(float64(*loadSeconds)**loadRate))
	addresses := make([]string, n)
	for i := range addresses {
		addresses[i] = pick(random, kinds).draw(random)
	}
	all := make([]taken, n)
	var wg sync.WaitGroup
	begin := time.Now().Add(10 * time.Millisecond)
	for i, address := range addresses {
		due := begin.Add(time.Duration(float64(i) / *loadRate * float64(time.Second)))
		time.Sleep(time.Until(due))
		wg.Go(func() { all[i] = l.time(address, due) })
	}
	wg.Wait()
	l.report(b, kinds, all)
}

func pick(random *rand.Rand, kinds []kind) kind {
	whole := 0
	for _, k := range kinds {
		whole += k.share
	}
	at := random.IntN(whole)
	for _, k := range kinds {
		if at -= k.share; at < 0 {
			return k
		}
	}
	return kinds[0] // unreachable: the shares add up
}

// time asks for an address and reads the answer to its end.
func (l *loader) time(address string, due time.Time) (t taken) {
	t.address = address
	defer func() { t.took = time.Since(due) }()
	r, err := http.NewRequest(http.MethodGet, l.base+address, nil)
	if err != nil {
		t.err = err
		return t
	}
	r.Header.Set("Accept-Encoding", "gzip")
	answer, err := l.client.Do(r)
	if err != nil {
		t.err = err
		return t
	}
	defer answer.Body.Close()
	n, err := io.Copy(io.Discard, answer.Body)
	t.bytes, t.err = int(n), err
	if _, ms, ok := strings.Cut(answer.Header.Get("Server-Timing"), "dur="); ok {
		f, _ := strconv.ParseFloat(ms, 64)
		t.server = time.Duration(f * float64(time.Millisecond))
	}
	if answer.StatusCode != http.StatusOK {
		t.err = fmt.Errorf("status %d", answer.StatusCode)
	}
	return t
}

// report tells percentiles and the slowest addresses, and holds the bar.
func (l *loader) report(b *testing.B, kinds []kind, all []taken) {
	failed := slices.DeleteFunc(slices.Clone(all), func(t taken) bool { return t.err == nil })
	for _, t := range failed[:min(len(failed), 5)] {
		b.Errorf("%s: %v", t.address, t.err)
	}
	if len(failed) > 0 {
		b.Errorf("%d of %d requests failed", len(failed), len(all))
	}
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	tell := func(name string, of func(taken) time.Duration, per int) time.Duration {
		slices.SortFunc(all, func(a, b taken) int { return cmp.Compare(of(a), of(b)) })
		d := of(all[min(len(all)-1, len(all)*per/100)])
		b.ReportMetric(ms(d), name)
		return d
	}
	byServer, byClient := func(t taken) time.Duration { return t.server }, func(t taken) time.Duration { return t.took }
	tell("server-p50-ms", byServer, 50)
	server := tell("server-p99-ms", byServer, 99)
	tell("p50-ms", byClient, 50)
	tell("p90-ms", byClient, 90)
	p99 := tell("p99-ms", byClient, 99)
	tell("max-ms", byClient, 100)
	bytes := 0
	for _, t := range all {
		bytes += t.bytes
	}
	b.ReportMetric(float64(bytes)/float64(len(all))/1000, "kB/page")
	b.ReportMetric(0, "ns/op") // the run takes as long as it is told to
	for _, t := range slices.Backward(all[max(0, len(all)-5):]) {
		b.Logf("%8.1f ms (server %.1f) %s", ms(t.took), ms(t.server), t.address)
	}
	if bar, ok := bars[kinds[0].name]; ok && len(kinds) == 1 && *loadBars && p99 >= bar {
		b.Errorf("the 99th percentile of %s is %.1f ms (server %.1f ms), the bar is %v", kinds[0].name, ms(p99), ms(server), bar)
	}
}

// stock is what a store holds, as far as addresses are made of it.
type stock struct {
	documents []string // ids
	longest   []string // of documents with most claims and statements
	places    []string // permalinks to words
	claims    []string
	hubs      []string // entities in most claims
	actors    []string // others
	big       []string // questions with most answers
	questions []string
	rare      []string // words in one text of the sample
	middling  []string
	frequent  []string
	phrases   []string // of three words from texts
	common    []string // of two or three frequent words from texts
	cursors   map[string][]string
	graph     string // the page of the graph, or its API where there is no page
}

// get reads an answer of the API.
func (l *loader) get(b *testing.B, address string, into any) {
	b.Helper()
	answer, err := l.client.Get(l.base + address)
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		b.Fatalf("%s: status %d", address, answer.StatusCode)
	}
	if err := json.NewDecoder(answer.Body).Decode(into); err != nil {
		b.Fatalf("%s: %v", address, err)
	}
}

// takeStock reads from the server what its store holds.
func (l *loader) takeStock(b *testing.B) *stock {
	b.Helper()
	s := &stock{cursors: map[string][]string{}}
	type row struct {
		ID                 string
		Claims, Statements int
	}
	var rows []row
	for after, n := "", 0; n < 100; n++ {
		var page struct {
			Documents []row
			Next      string
		}
		l.get(b, "/api/v1/documents?limit=200&after="+after, &page)
		rows = append(rows, page.Documents...)
		if after = page.Next; after == "" {
			break
		}
		s.cursors["/api/v1/documents?limit=50"] = append(s.cursors["/api/v1/documents?limit=50"], after)
	}
	for _, r := range rows {
		s.documents = append(s.documents, r.ID)
	}
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(-cmp.Compare(a.Claims+a.Statements, b.Claims+b.Statements), cmp.Compare(a.ID, b.ID))
	})
	for _, r := range rows[:min(len(rows), 40)] {
		s.longest = append(s.longest, r.ID)
	}
	slices.Sort(s.documents)
	step := max(1, len(s.documents)/400)
	texts := []string{}
	for i := 0; i < len(s.documents); i += step {
		texts = append(texts, l.sample(b, s, s.documents[i]))
	}
	for _, id := range s.longest[:min(len(s.longest), 10)] {
		l.sample(b, s, id)
	}
	s.words(texts)
	l.takeEntities(b, s)
	l.takeQuestions(b, s)
	for _, kind := range []string{"/claims?limit=50", "/timeline?limit=60"} {
		for after, n := "", 0; n < 20; n++ {
			var page struct{ Next string }
			l.get(b, "/api/v1"+kind+"&after="+after, &page)
			if after = page.Next; after == "" {
				break
			}
			s.cursors[kind] = append(s.cursors[kind], after)
		}
	}
	s.graph = "/api/v1/graph"
	if answer, err := l.client.Get(l.base + "/graph?around=" + url.QueryEscape(s.hubs[0])); err == nil {
		answer.Body.Close()
		if answer.StatusCode == http.StatusOK {
			s.graph = "/graph"
		}
	}
	return s
}

// sample reads one document and returns its text.
func (l *loader) sample(b *testing.B, s *stock, id string) string {
	var d struct {
		Text   string
		Claims []struct {
			ID        string
			Questions []string
			Evidence  struct{ Start, End int }
		}
	}
	l.get(b, "/api/v1/documents/"+id, &d)
	for i, c := range d.Claims {
		s.claims = append(s.claims, c.ID)
		s.questions = append(s.questions, c.Questions...)
		if i < 3 {
			s.places = append(s.places, fmt.Sprintf("/document?id=%s&at=%d-%d", id, c.Evidence.Start, c.Evidence.End))
		}
	}
	return d.Text
}

func (l *loader) takeEntities(b *testing.B, s *stock) {
	for after, n := "", 0; n < 10; n++ {
		var page struct {
			Actors []struct{ ID string }
			Next   string
		}
		l.get(b, "/api/v1/actors?limit=200&after="+url.QueryEscape(after), &page)
		for i, a := range page.Actors {
			if n == 0 && i < 30 {
				s.hubs = append(s.hubs, a.ID)
			} else {
				s.actors = append(s.actors, a.ID)
			}
		}
		if after = page.Next; after == "" {
			break
		}
		s.cursors["/actors?limit=200"] = append(s.cursors["/actors?limit=200"], after)
	}
}

var questionLink = regexp.MustCompile(`/compare\?question=([^"#&]+)`)

// takeQuestions reads the questions with most answers off the list of questions.
func (l *loader) takeQuestions(b *testing.B, s *stock) {
	address := "/compare"
	for range 5 {
		answer, err := l.client.Get(l.base + address)
		if err != nil {
			b.Fatal(err)
		}
		page, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil {
			b.Fatal(err)
		}
		for _, m := range questionLink.FindAllStringSubmatch(html.UnescapeString(string(page)), -1) {
			key, err := url.QueryUnescape(m[1])
			if err == nil && !slices.Contains(s.big, key) {
				s.big = append(s.big, key)
			}
		}
		next := regexp.MustCompile(`/compare\?after=[^"&]+`).FindString(html.UnescapeString(string(page)))
		if next == "" {
			break
		}
		s.cursors["/compare"] = append(s.cursors["/compare"], strings.TrimPrefix(next, "/compare?after="))
		address = next
	}
	slices.Sort(s.questions)
	s.questions = slices.Compact(s.questions)
}

var lowerWord = regexp.MustCompile(`^[A-Za-z]{2,20}$`)

// words sorts the words of some texts by how many texts have them.
func (s *stock) words(texts []string) {
	in := map[string]int{}
	for _, text := range texts {
		seen := map[string]bool{}
		for _, w := range strings.Fields(text) {
			if w = strings.ToLower(w); lowerWord.MatchString(w) && !seen[w] {
				seen[w] = true
				in[w]++
			}
		}
	}
	most := len(texts)
	for w, n := range in {
		switch {
		case len(w) > 3 && n == 1:
			s.rare = append(s.rare, w)
		case len(w) > 3 && n > most/50 && n < most/10:
			s.middling = append(s.middling, w)
		case len(w) > 3 && n > most/3:
			s.frequent = append(s.frequent, w)
		}
	}
	for i, text := range texts {
		words := strings.Fields(text)
		for at := 10 + 7*i%90; at+3 < len(words); at += 97 {
			w := words[at : at+3]
			if slices.ContainsFunc(w, func(s string) bool { return !lowerWord.MatchString(s) }) {
				continue
			}
			if phrase := strings.ToLower(strings.Join(w, " ")); in[strings.ToLower(w[0])] > most/3 && in[strings.ToLower(w[1])] > most/3 && in[strings.ToLower(w[2])] > most/3 {
				s.common = append(s.common, phrase)
			} else {
				s.phrases = append(s.phrases, phrase)
			}
		}
	}
	s.common = append(s.common, "of the united states", "the united states", "the american people", "in the world", "we have to")
	for _, list := range []*[]string{&s.rare, &s.middling, &s.frequent, &s.phrases, &s.common} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
}

// one draws from a list.
func one(r *rand.Rand, list []string) string {
	if len(list) == 0 {
		return "none"
	}
	return list[r.IntN(len(list))]
}

// kinds are the kinds of page that are asked for.
func (s *stock) kinds(l *loader) []kind {
	e := url.QueryEscape
	// mix draws one of several kinds of address by its share of a hundred.
	type part struct {
		share int
		draw  func(*rand.Rand) string
	}
	mix := func(parts ...part) func(*rand.Rand) string {
		return func(r *rand.Rand) string {
			at := r.IntN(100)
			for _, p := range parts {
				if at -= p.share; at < 0 {
					return p.draw(r)
				}
			}
			return parts[0].draw(r)
		}
	}
	day := func(r *rand.Rand) string {
		return fmt.Sprintf("20%d-%02d-%02d", 21+r.IntN(5), 1+r.IntN(12), 1+r.IntN(28))
	}
	year := func(r *rand.Rand) string { return fmt.Sprintf("20%d", 21+r.IntN(5)) }
	always := func(address string) func(*rand.Rand) string { return func(*rand.Rand) string { return address } }
	with := func(address string, list []string) func(*rand.Rand) string {
		return func(r *rand.Rand) string { return address + e(one(r, list)) }
	}
	next := func(list string) func(*rand.Rand) string {
		sign := "?"
		if strings.Contains(list, "?") {
			sign = "&"
		}
		return func(r *rand.Rand) string {
			if len(s.cursors[list]) == 0 {
				return list
			}
			return list + sign + "after=" + one(r, s.cursors[list])
		}
	}
	anyWord := func(r *rand.Rand) string {
		return one(r, [][]string{s.middling, s.middling, s.frequent, s.rare}[r.IntN(4)])
	}
	kindNames := []string{"member-count", "role", "decision", "position", "quantity", "denial", "adoption", "attribution"}
	return []kind{
		{"home", 8, mix(part{80, always("/")}, part{20, func(r *rand.Rand) string { return "/?published-by=" + day(r) }})},
		{"search", 22, mix(
			part{12, with("/search?q=", s.rare)}, part{18, with("/search?q=", s.middling)}, part{10, with("/search?q=", s.frequent)},
			part{14, func(r *rand.Rand) string { return "/search?q=" + e(anyWord(r)+" "+anyWord(r)) }},
			part{5, func(r *rand.Rand) string { return "/search?q=" + e(one(r, s.frequent)+" "+one(r, s.frequent)) }},
			part{6, func(r *rand.Rand) string { return "/search?q=" + e(`"`+one(r, s.phrases)+`"`) }},
			part{5, func(r *rand.Rand) string { return "/search?q=" + e(`"`+one(r, s.common)+`"`) }},
			part{5, func(r *rand.Rand) string { return "/search?q=" + e(one(r, s.phrases)) }},
			part{8, func(r *rand.Rand) string {
				return "/search?q=" + e(anyWord(r)) + "&kind=" + one(r, kindNames) + "&kind=" + one(r, kindNames) + "&year=" + year(r) + "&year=" + year(r) + "&actor=" + e(one(r, s.hubs))
			}},
			part{4, func(r *rand.Rand) string { return "/search?q=" + e(anyWord(r)) + "&thing=document&year=" + year(r) }},
			part{4, func(r *rand.Rand) string { return "/search?q=" + e(anyWord(r)) + "&published-by=" + day(r) }},
			part{3, func(r *rand.Rand) string { return "/search?q=" + e(anyWord(r)) + "&sort=newest" }},
			part{2, always("/search")},
			part{2, func(r *rand.Rand) string { return "/search?kind=" + one(r, kindNames) }},
			part{1, func(r *rand.Rand) string {
				return "/search?q=" + e("when did "+one(r, s.middling)+" decide that "+one(r, s.frequent)+" can "+one(r, s.middling))
			}},
			part{1, func(r *rand.Rand) string { return "/search?q=" + e(one(r, s.middling)[:4]+"*") }},
		)},
		{"reader", 20, mix(part{60, with("/document?id=", s.documents)}, part{25, func(r *rand.Rand) string { return one(r, s.places) }}, part{15, with("/document?id=", s.longest)})},
		{"claim", 12, with("/claim?id=", s.claims)},
		{"actor", 8, mix(part{30, with("/actor?id=", s.hubs)}, part{55, with("/actor?id=", s.actors)},
			part{15, func(r *rand.Rand) string { return "/actor?id=" + e(one(r, s.hubs)) + "&published-by=" + day(r) }})},
		{"compare", 8, mix(part{20, always("/compare")}, part{10, next("/compare")}, part{25, with("/compare?question=", s.big)}, part{5, with("/compare?question=", s.big[:min(len(s.big), 3)])},
			part{30, with("/compare?question=", s.questions)}, part{5, func(r *rand.Rand) string { return "/compare?actor=" + e(one(r, s.hubs)) }},
			part{5, func(r *rand.Rand) string { return "/compare?question=" + e(one(r, s.big)) + "&published-by=" + day(r) }})},
		{"timeline", 8, mix(part{30, always("/timeline")}, part{15, next("/timeline?limit=60")}, part{5, always("/timeline?clock=published")},
			part{15, func(r *rand.Rand) string { return "/timeline?kind=" + one(r, kindNames) }}, part{15, with("/timeline?actor=", s.hubs)},
			part{10, with("/timeline?question=", s.big)}, part{10, func(r *rand.Rand) string { return "/timeline?about=" + year(r) }})},
		{"graph", 6, mix(part{40, with(s.graph+"?around=", s.hubs)}, part{50, with(s.graph+"?around=", s.actors)},
			part{10, func(r *rand.Rand) string { return s.graph + "?around=" + e(one(r, s.hubs)) + "&about=" + year(r) }})},
		{"lists", 8, mix(part{15, always("/documents")}, part{15, next("/api/v1/documents?limit=50")}, part{20, always("/claims")}, part{20, next("/claims?limit=50")},
			part{10, always("/actors")}, part{10, next("/actors?limit=200")}, part{10, func(r *rand.Rand) string { return "/claims?actor=" + e(one(r, s.hubs)) + "&kind=" + one(r, kindNames) }})},
	}
}
