package web

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/export"
)

// unpacked asks for an evidence pack and returns its files, every hash proved.
func unpacked(t *testing.T, w *world, query string) map[string]string {
	t.Helper()
	rec := w.get("/api/v1/export?format=pack&" + query)
	if rec.Code != http.StatusOK {
		t.Fatalf("%s: status %d: %s", query, rec.Code, rec.Body)
	}
	if got := rec.Header().Get("Content-Type"); got != "application/zip" {
		t.Errorf("%s: content type %q", query, got)
	}
	if again := w.get("/api/v1/export?format=pack&" + query); !bytes.Equal(again.Body.Bytes(), rec.Body.Bytes()) {
		t.Errorf("%s: the same pack has other bytes", query)
	}
	z, err := zip.NewReader(bytes.NewReader(rec.Body.Bytes()), int64(rec.Body.Len()))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		if !regexp.MustCompile(`^[A-Za-z0-9._/-]+$`).MatchString(f.Name) || strings.Contains(f.Name, "..") || strings.HasPrefix(f.Name, "/") {
			t.Errorf("the name %q is not safe", f.Name)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := files[f.Name]; twice {
			t.Errorf("%s stands twice in the pack", f.Name)
		}
		files[f.Name] = string(data)
	}
	listed := map[string]bool{"SHA256SUMS": true}
	for l := range strings.Lines(files["SHA256SUMS"]) {
		hash, name, _ := strings.Cut(strings.TrimSuffix(l, "\n"), "  ")
		sum := sha256.Sum256([]byte(files[name]))
		if listed[name] = true; hash != hex.EncodeToString(sum[:]) {
			t.Errorf("%s: its hash is %x, not %s", name, sum, hash)
		}
	}
	for name := range files {
		if !listed[name] {
			t.Errorf("SHA256SUMS leaves out %s", name)
		}
	}
	return files
}

// TestAPackProvesItsWords: the hashes agree, the places hold the words, and the
// original bytes are those that came.
func TestAPackProvesItsWords(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	early := documentsOf(t)[0]
	for _, query := range []string{"claim=" + string(claimOf(early, 0).ID), "claim=" + string(claimOf(early, 0).ID) + "&claim=" + string(claimOf(documentsOf(t)[1], 0).ID),
		"question=member-count/org:nato", "kind=position", "published-by=2020-01-01"} {
		files := unpacked(t, w, query)
		var manifest struct {
			Question  string
			Documents []struct {
				ID, Original, Text string
			}
			Claims []struct {
				ID, Evidence, Text, SHA256 string
				From                       int `json:"from_byte"`
				To                         int `json:"to_byte"`
			}
		}
		if err := json.Unmarshal([]byte(files["manifest.json"]), &manifest); err != nil {
			t.Fatal(err)
		}
		if len(manifest.Claims) == 0 || len(manifest.Documents) == 0 {
			t.Fatalf("%s: an empty pack", query)
		}
		for _, d := range manifest.Documents {
			if got := string(communique.DocIDOf([]byte(files[d.Original]))); got != d.ID {
				t.Errorf("%s: %s is not the original of %s", query, d.Original, d.ID)
			}
		}
		var objects []export.ClaimObject
		if err := json.Unmarshal([]byte(files["claims.json"]), &objects); err != nil {
			t.Fatalf("%s: claims.json: %v", query, err)
		}
		for i, c := range manifest.Claims {
			words := files[c.Text][c.From:c.To]
			sum := sha256.Sum256([]byte(words))
			if hex.EncodeToString(sum[:]) != c.SHA256 || words != objects[i].Evidence.Exact || c.ID != string(objects[i].ID) {
				t.Errorf("%s: claim %s: its place holds %q", query, c.ID, words)
			}
			if !strings.Contains(files[c.Evidence], words) || !strings.Contains(files[c.Evidence], c.SHA256) {
				t.Errorf("%s: %s does not tell the words: %s", query, c.Evidence, files[c.Evidence])
			}
			for _, name := range []string{"citations/citations.txt", "citations/citations.bib", "citations/citations.ris", "citations/citations.csl.json", "claims.txt"} {
				if !strings.Contains(files[name], c.ID) {
					t.Errorf("%s: %s leaves out %s", query, name, c.ID)
				}
			}
		}
		if strings.HasPrefix(query, "question=") != strings.HasPrefix(files["citations/citations.txt"], "“How many members does NATO have?”") {
			t.Errorf("%s: the citations begin %.80q", query, files["citations/citations.txt"])
		}
		if !json.Valid([]byte(files["citations/citations.csl.json"])) || !json.Valid([]byte(files["citations/citations.claimreview.jsonld"])) {
			t.Errorf("%s: a citation is no JSON", query)
		}
		if !strings.Contains(files["README.txt"], "sha256sum -c SHA256SUMS") {
			t.Error("the README does not say how to verify")
		}
	}
}

// TestAPackIsVerifiedByHand runs the commands that the pack itself names.
func TestAPackIsVerifiedByHand(t *testing.T) {
	for _, tool := range []string{"sh", "sha256sum", "tail", "head"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("skipped: %s is missing", tool)
		}
	}
	w := newWorld(t, documentsOf(t)...)
	dir := t.TempDir()
	files := unpacked(t, w, "actor=org:nato")
	for name, data := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := func(command string) string {
		cmd := exec.Command("sh", "-c", command)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v: %s", command, err, out)
		}
		return string(out)
	}
	run("sha256sum -c SHA256SUMS")
	proved := 0
	for name, data := range files {
		if !strings.HasPrefix(name, "evidence/") {
			continue
		}
		lines := strings.Split(data, "\n")
		i := slices.IndexFunc(lines, func(l string) bool { return strings.HasSuffix(l, "| sha256sum") })
		if i < 0 {
			t.Fatalf("%s names no command: %s", name, data)
		}
		if got, want := strings.Fields(run(lines[i]))[0], strings.TrimSpace(lines[i+4]); got != want {
			t.Errorf("%s: its command prints %s, want %s", name, got, want)
		}
		proved++
	}
	if proved == 0 {
		t.Error("no evidence was proved")
	}
}

// TestAPackIsBounded: what it cannot hold it refuses, and says how much that is.
func TestAPackIsBounded(t *testing.T) {
	var docs []*communique.Document
	for i := range export.MostPackDocuments + 1 {
		text := fmt.Sprintf("Note %d\n\nNATO has 28 member states.\n", i)
		docs = append(docs, read(t, text, communique.Source{File: "../../etc/pass\u202ewd\n" + fmt.Sprint(i), Published: on("2016-06-15")}, "Note", memberCount("28 member states", 28, communique.Days{}, "")))
	}
	w := newWorld(t, docs...)
	rec := w.get("/api/v1/export?format=pack")
	if rec.Code != http.StatusBadRequest || !strings.Contains(rec.Body.String(), "at most 1,000 claims of 100 documents") {
		t.Errorf("status %d: %s", rec.Code, rec.Body)
	}
	files := unpacked(t, w, "document="+string(docs[0].ID)) // with a hostile file name
	for name := range files {
		if strings.HasPrefix(name, "documents/") && !strings.HasSuffix(name, "-etc_pass_wd_0") {
			t.Errorf("the original is called %q", name)
		}
	}
	for _, query := range []string{"claim=c-000000000000000000000000", "kind=denial", "question=nothing/at-all"} {
		if rec := w.get("/api/v1/export?format=pack&" + query); rec.Code != http.StatusNotFound {
			t.Errorf("%s: status %d: %s", query, rec.Code, rec.Body)
		}
	}
	if rec := w.get("/api/v1/export?format=pack&kind=nonsense"); rec.Code != http.StatusBadRequest {
		t.Errorf("a kind that is none: status %d", rec.Code)
	}
}
