package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/communique-kg/communique"
)

// TestCommandsAPIAndPagesAgree asks the sample collection the same things by
// command, by API and by page, with every filter: the answers must be the same.
func TestCommandsAPIAndPagesAgree(t *testing.T) {
	var out, errs bytes.Buffer
	a := &app{stdin: strings.NewReader(""), stdout: &out, stderr: &errs, storeDir: filepath.Join(t.TempDir(), "store")}
	if err := a.loadSamples(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, server, closeStore, err := a.open("test", a.logger(warnings), "127.0.0.1:8080")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := closeStore(); err != nil {
			t.Error(err)
		}
	}()
	pages := server.Handler()
	get := func(path string, query url.Values) []byte {
		t.Helper()
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8080"+path+"?"+query.Encode(), nil)
		rec := httptest.NewRecorder()
		pages.ServeHTTP(rec, r)
		if rec.Code != http.StatusOK {
			t.Fatalf("%s?%s: status %d: %.300s", path, query.Encode(), rec.Code, rec.Body)
		}
		return rec.Body.Bytes()
	}
	command := func(name string, query url.Values) [][]byte {
		t.Helper()
		args := []string{"--store", a.storeDir, name, "--format", "json", "--limit", "10000"}
		for _, key := range slices.Sorted(maps.Keys(query)) {
			for _, v := range query[key] {
				args = append(args, "--"+key, v)
			}
		}
		var stdout, stderr bytes.Buffer
		if code := run(t.Context(), args, strings.NewReader(""), &stdout, &stderr); code != exitDone {
			t.Fatalf("%v: exit code %d: %s", args, code, stderr.String())
		}
		return slices.DeleteFunc(bytes.Split(stdout.Bytes(), []byte("\n")), func(l []byte) bool { return len(l) == 0 })
	}
	with := func(query url.Values, name, value string) url.Values {
		v := maps.Clone(query)
		v.Set(name, value)
		return v
	}
	decode := func(data []byte, into any) {
		t.Helper()
		if err := json.Unmarshal(data, into); err != nil {
			t.Fatalf("%v: %.200s", err, data)
		}
	}
	// idsIn finds the claims that a page lists, page by page.
	idIn := regexp.MustCompile(`/claim\?[^"]*?id=(c-[0-9a-f]+)`)
	nextLink := regexp.MustCompile(`<a href="([^"]*)" rel="next"`)
	idsIn := func(path string, query url.Values) (ids []string) {
		t.Helper()
		for range 100 {
			body := string(get(path, query))
			for _, item := range strings.Split(body, `<li class="item `)[1:] {
				item, _, _ = strings.Cut(item, "</ol>")
				item, _, _ = strings.Cut(item, `<div class="meta looked-back">`) // what looks back is listed at its own place
				for _, m := range idIn.FindAllStringSubmatch(item, -1) {
					ids = append(ids, m[1])
				}
			}
			next := nextLink.FindStringSubmatch(body)
			if next == nil {
				return ids
			}
			u, err := url.Parse(html.UnescapeString(next[1]))
			if err != nil {
				t.Fatal(err)
			}
			query = u.Query()
		}
		t.Fatalf("%s has no end", path)
		return nil
	}

	today := string(communique.DayOf(time.Now()))
	for _, query := range []url.Values{
		{},
		{"kind": {"decision"}},
		{"kind": {"member-count", "recognition"}},
		{"actor": {"org:nato"}},
		{"actor": {"person:jens-stoltenberg"}, "kind": {"role"}},
		{"topic": {"concept:cyber-attack"}},
		{"outlet": {"Sample Review"}},
		{"about": {"2014/2016"}},
		{"published-by": {"2016-06-15"}},
		{"recorded-by": {today}},
		{"recorded-by": {"2001-01-01"}},
		{"question": {"line/article-5-cyber"}},
		{"actor": {"org:nato"}, "topic": {"concept:collective-defence"}, "about": {"2010/.."}, "published-by": {"2021-12-31"}, "recorded-by": {today}, "outlet": {"Sample Review", "Sample Wire"}},
	} {
		name := query.Encode()
		unique := func(what string, ids []string) []string {
			t.Helper()
			slices.Sort(ids)
			if n := len(slices.Compact(slices.Clone(ids))); n != len(ids) {
				t.Errorf("%s: %s lists a claim twice", name, what)
			}
			return ids
		}

		// Claims.
		var byCommand []string
		for _, line := range command("claims", query) {
			var c struct{ ID string }
			decode(line, &c)
			byCommand = append(byCommand, c.ID)
		}
		var answer struct {
			Claims []struct{ ID string }
			Total  int
		}
		decode(get("/api/v1/claims", with(query, "limit", "200")), &answer)
		var byAPI []string
		for _, c := range answer.Claims {
			byAPI = append(byAPI, c.ID)
		}
		claims := unique("claims", byCommand)
		if !slices.Equal(claims, unique("the API's claims", byAPI)) || answer.Total != len(claims) {
			t.Errorf("%s: %d claims by command, %d by API, which counts %d", name, len(claims), len(byAPI), answer.Total)
		}
		byPage := idsIn("/claims", query)
		if !slices.Equal(claims, unique("the page of claims", byPage)) {
			t.Errorf("%s: %d claims by command, %d on the page", name, len(claims), len(byPage))
		}

		// Timeline: the same claims by every clock, in the order of the API.
		for _, clock := range []string{"about", "said", "published", "recorded"} {
			asked := query
			if clock != "about" {
				asked = with(query, "clock", clock)
			}
			var events, eventsOfAPI, ids []string
			for _, line := range command("timeline", asked) {
				var e struct {
					When, Says string
					Claims     []struct{ ID string }
					Act        json.RawMessage
					Undated    json.RawMessage `json:"undated_act"`
				}
				decode(line, &e)
				if e.Act != nil || e.Undated != nil {
					continue
				}
				events = append(events, e.When+" "+e.Says)
				for _, c := range e.Claims {
					ids = append(ids, c.ID)
				}
			}
			if !slices.Equal(claims, unique("timeline", ids)) {
				t.Errorf("%s by %s: %d claims in the list, %d on the timeline", name, clock, len(claims), len(ids))
			}
			page := struct {
				Events []struct{ When, Says string }
			}{}
			decode(get("/api/v1/timeline", with(asked, "limit", "100")), &page)
			for _, e := range page.Events {
				eventsOfAPI = append(eventsOfAPI, e.When+" "+e.Says)
			}
			if !slices.Equal(events[:min(len(events), len(eventsOfAPI))], eventsOfAPI) {
				t.Errorf("%s by %s: the events of command and API differ", name, clock)
			}
			if byPage := idsIn("/timeline", asked); !slices.Equal(claims, unique("the page of the timeline", byPage)) {
				t.Errorf("%s by %s: %d claims in the list, %d on the page of the timeline", name, clock, len(claims), len(byPage))
			}
		}

		// Comparisons, one for each relation of a question.
		var told, toldByAPI []string
		for _, line := range command("compare", query) {
			var c struct{ Key, Relation, Because string }
			decode(line, &c)
			told = append(told, fmt.Sprint(c.Key, " ", c.Relation, " ", c.Because))
		}
		var compared struct {
			Comparisons []struct{ Key, Relation, Because string }
			Total       int
		}
		decode(get("/api/v1/compare", with(query, "limit", "200")), &compared)
		for _, c := range compared.Comparisons {
			toldByAPI = append(toldByAPI, fmt.Sprint(c.Key, " ", c.Relation, " ", c.Because))
		}
		if !slices.Equal(told, toldByAPI) {
			t.Errorf("%s: %d comparisons by command, %d by API", name, len(told), len(toldByAPI))
		}
		if len(query["question"]) == 1 {
			body := string(get("/compare", query))
			var answers []string
			for _, m := range regexp.MustCompile(`<(?:tr class="item"|li) id="answer-(c-[0-9a-f]+)"`).FindAllStringSubmatch(body, -1) {
				answers = append(answers, m[1])
			}
			if !slices.Equal(claims, unique("the page of the comparison", answers)) {
				t.Errorf("%s: %d answers in the list, %d on the page", name, len(claims), len(answers))
			}
			continue
		}
		var questions []string
		for _, m := range regexp.MustCompile(`<p class="question"><a href="/compare\?([^"]*)"`).FindAllStringSubmatch(string(get("/compare", with(query, "limit", "200"))), -1) {
			v, err := url.ParseQuery(html.UnescapeString(m[1]))
			if err != nil {
				t.Fatal(err)
			}
			questions = append(questions, v.Get("question"))
		}
		if len(questions) != compared.Total {
			t.Errorf("%s: %d questions on the page, %d by API", name, len(questions), compared.Total)
		}
		for _, c := range compared.Comparisons {
			if !slices.Contains(questions, c.Key) {
				t.Errorf("%s: the page lacks the question %s", name, c.Key)
			}
		}
	}
	if s := errs.String(); s != "" {
		t.Errorf("the store complained: %s", s)
	}
}
