package export

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/communique-kg/communique"
)

// Pack names the evidence pack: a zip from which anybody can prove a quotation
// by hand. It is no stream of pieces, so it is not among Formats; NewPack writes it.
var Pack = Format{
	Name: "pack", Title: "Evidence pack", Says: "a zip with the words, their surroundings, the original files and their hashes", MediaType: "application/zip", Extension: ".zip",
}

// The most that one pack holds.
const (
	MostPackClaims    = 1000
	MostPackDocuments = 100
)

// PackWriter writes an evidence pack: first its documents, then its claims, then
// Close. The same calls write the same bytes: entries bear no time of their own.
type PackWriter struct {
	zip      *zip.Writer
	pieces   map[string][][]byte // of each format that cites, by its name
	files    []packFile
	where    map[communique.DocID]packDocument
	manifest packManifest
	listing  bytes.Buffer // the claims for people
	claims   [][]byte     // the claims as JSON
}

type packManifest struct {
	Program   string         `json:"program"`
	Address   string         `json:"address,omitempty"` // where the claims were chosen
	Question  string         `json:"question,omitempty"`
	Documents []packDocument `json:"documents"`
	Claims    []packClaim    `json:"claims"`
	Files     []packFile     `json:"files"` // all but this one and SHA256SUMS
}

type packDocument struct {
	ID       communique.DocID  `json:"id"`
	Title    string            `json:"title"`
	Outlets  []string          `json:"outlets"`
	Licences []string          `json:"licences"` // as the sources name them; none where none does
	Original string            `json:"original"` // the file with the bytes as they came
	Text     string            `json:"text"`     // the file with the text that was read of them
	TextID   communique.TextID `json:"text_id"`
	Reader   string            `json:"reader"`
}

type packClaim struct {
	ID       communique.ClaimID `json:"id"`
	Reading  string             `json:"reading"`
	Evidence string             `json:"evidence"`       // the file that tells where the words stand
	Text     string             `json:"text,omitempty"` // the file with the text, "" where the words stand in an older reading of it
	From     int                `json:"from_byte"`      // of the text, from 0
	To       int                `json:"to_byte"`        // end exclusive
	SHA256   string             `json:"sha256"`         // of the words
}

type packFile struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	Bytes  int    `json:"bytes"`
}

// NewPack begins a pack. Program is the name and version of what writes it,
// address the list or page that it holds, question what it compares or "".
func NewPack(w io.Writer, program, address, question string) *PackWriter {
	return &PackWriter{zip: zip.NewWriter(w), pieces: map[string][][]byte{}, where: map[communique.DocID]packDocument{},
		manifest: packManifest{Program: program, Address: address, Question: question, Documents: []packDocument{}, Claims: []packClaim{}, Files: []packFile{}}}
}

// Document adds a document with its text, and its original bytes.
func (p *PackWriter) Document(d *communique.Document, original []byte) error {
	hash := plainHash(string(d.ID))
	e := packDocument{ID: d.ID, Title: d.Title, Outlets: listed(d.Outlets()), Licences: []string{}, TextID: d.TextID, Reader: d.Reader,
		Text: "texts/" + hash[:16] + ".txt", Original: "documents/" + hash[:16] + packName(d)}
	for _, s := range d.Sources {
		if s.Licence != "" {
			e.Licences = append(e.Licences, s.Licence)
		}
	}
	if err := p.file(e.Original, original); err != nil {
		return err
	}
	if err := p.file(e.Text, []byte(d.Text)); err != nil {
		return err
	}
	p.where[d.ID] = e
	p.manifest.Documents = append(p.manifest.Documents, e)
	return nil
}

// Claim adds a claim of a document that was added, with the text around its words.
func (p *PackWriter) Claim(c *Citation, before, after string) error {
	doc, ok := p.where[c.Document.ID]
	if !ok {
		return fmt.Errorf("export: pack: claim %s: its document was not added", c.Claim.ID)
	}
	words := c.Claim.Evidence
	sum := sha256.Sum256([]byte(words.Exact))
	e := packClaim{ID: c.Claim.ID, Reading: c.Reading, Evidence: "evidence/" + plainName(string(c.Claim.ID)) + ".txt", SHA256: hex.EncodeToString(sum[:])}
	if c.placed() {
		e.Text, e.From, e.To = doc.Text, words.Start, words.End
	}
	p.manifest.Claims = append(p.manifest.Claims, e)
	if err := p.file(e.Evidence, []byte(evidenceText(c, doc, e, before, after))); err != nil {
		return err
	}
	object, err := encode(objectOf(c))
	if err != nil {
		return err
	}
	p.claims = append(p.claims, object)
	plain, err := Plain.Claim(c)
	if err != nil {
		return err
	}
	fmt.Fprintf(&p.listing, "%d. %s\n   %s\n   Words and place: %s\n\n", len(p.claims), line(c.Reading), plain, e.Evidence)
	for _, f := range Formats {
		if !f.Cites || f.Reviews && p.manifest.Question != "" {
			continue
		}
		piece, err := f.Claim(c)
		if err != nil {
			return err
		}
		p.pieces[f.Name] = append(p.pieces[f.Name], piece)
	}
	return nil
}

// Compared adds what a format says of the question that the pack compares.
func (p *PackWriter) Compared(f Format, piece []byte) {
	p.pieces[f.Name] = append([][]byte{piece}, p.pieces[f.Name]...)
	if f.Name == Plain.Name {
		before := p.listing.String()
		p.listing.Reset()
		fmt.Fprintf(&p.listing, "%s\n\n%s", piece, before)
	}
}

// Close writes what tells of the whole: the claims, their citations, what is what,
// the manifest and the hashes. It does not close what it writes to.
func (p *PackWriter) Close() error {
	for _, f := range Formats {
		if !f.Cites {
			continue
		}
		var b bytes.Buffer
		w := NewWriter(&b, f)
		for _, piece := range p.pieces[f.Name] {
			if err := w.Put(piece); err != nil {
				return err
			}
		}
		if err := w.Close(); err != nil {
			return err
		}
		if err := p.file("citations/citations"+f.Extension, b.Bytes()); err != nil {
			return err
		}
	}
	for _, f := range []struct {
		path string
		data []byte
	}{
		{"claims.json", slicesOf("[\n", p.claims, ",\n", "\n]\n")},
		{"claims.txt", p.listing.Bytes()},
		{"README.txt", []byte(p.readme())},
	} {
		if err := p.file(f.path, f.data); err != nil {
			return err
		}
	}
	p.manifest.Files = p.files
	manifest, err := json.MarshalIndent(p.manifest, "", "  ")
	if err != nil {
		return fmt.Errorf("export: pack: %w", err)
	}
	if err := p.file("manifest.json", append(manifest, '\n')); err != nil {
		return err
	}
	var sums strings.Builder
	for _, f := range p.files {
		fmt.Fprintf(&sums, "%s  %s\n", f.SHA256, f.Path)
	}
	if err := p.file("SHA256SUMS", []byte(sums.String())); err != nil {
		return err
	}
	if err := p.zip.Close(); err != nil {
		return fmt.Errorf("export: pack: %w", err)
	}
	return nil
}

func slicesOf(head string, pieces [][]byte, between, tail string) []byte {
	return []byte(head + string(bytes.Join(pieces, []byte(between))) + tail)
}

// packTime is the time that every entry bears, the first that a zip can tell.
var packTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// file adds an entry and takes its hash down.
func (p *PackWriter) file(path string, data []byte) error {
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: path, Method: zip.Deflate, Modified: packTime})
	if err != nil {
		return fmt.Errorf("export: pack: %s: %w", path, err)
	}
	if _, err := w.Write(data); err != nil {
		return fmt.Errorf("export: pack: %s: %w", path, err)
	}
	sum := sha256.Sum256(data)
	p.files = append(p.files, packFile{path, hex.EncodeToString(sum[:]), len(data)})
	return nil
}

// evidenceText tells for people where the words of a claim stand and how to prove them.
func evidenceText(c *Citation, doc packDocument, e packClaim, before, after string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\nClaim %s\n\n", line(c.Reading), c.Claim.ID)
	fmt.Fprintf(&b, "The words:\n\n“%s”\n\n", line(c.Claim.Evidence.Exact))
	if e.Text == "" {
		fmt.Fprintf(&b, "They stand in an older reading of the document, whose text is not in this pack. The original file is %s.\n", doc.Original)
		return b.String()
	}
	fmt.Fprintf(&b, "With what stands around them:\n\n%s[%s]%s\n\n", spaced(before, true), line(c.Claim.Evidence.Exact), spaced(after, false))
	fmt.Fprintf(&b, "(White space is single here, and marks of direction are left out; the hashes prove the words as they are.)\n\n")
	fmt.Fprintf(&b, "They stand in %s, which was read of %s:\nbytes %d to %d, characters %d to %d, counted from 0, the last left out.\n\n", doc.Text, doc.Original, e.From, e.To, c.Start, c.End)
	fmt.Fprintf(&b, "To see and prove them by hand, in the folder of this pack:\n\n  tail -c +%d %s | head -c %d\n  tail -c +%d %s | head -c %d | sha256sum\n\nThe second must print\n\n  %s\n",
		e.From+1, doc.Text, e.To-e.From, e.From+1, doc.Text, e.To-e.From, e.SHA256)
	if c.Words != "" {
		fmt.Fprintf(&b, "\nTheir address: %s\n", line(c.Words))
	}
	return b.String()
}

// spaced is text around words as one line, with a space on the side of the words
// where there was one.
func spaced(s string, before bool) string {
	out := line(s)
	switch {
	case out == "":
	case before && strings.TrimRight(s, " \t\r\n") != s:
		out += " "
	case !before && strings.TrimLeft(s, " \t\r\n") != s:
		out = " " + out
	}
	return out
}

// readme tells in plain words what the pack holds and how to verify it.
func (p *PackWriter) readme() string {
	var b strings.Builder
	b.WriteString("Evidence pack\n=============\n\n")
	if q := p.manifest.Question; q != "" {
		fmt.Fprintf(&b, "The question: %s\n\n", line(q))
	}
	fmt.Fprintf(&b, "%s of %s, written by %s.\n", counted(len(p.manifest.Claims), "claim", "claims"), counted(len(p.manifest.Documents), "document", "documents"), line(p.manifest.Program))
	if p.manifest.Address != "" {
		fmt.Fprintf(&b, "They were chosen at %s\n", line(p.manifest.Address))
	}
	b.WriteString(`
This pack shows what documents say. It does not say who is right.

What is in it
  claims.txt      the claims with their citations, to read
  claims.json     the same for programs
  citations/      the citations in the forms that reference managers read
  evidence/       for each claim its exact words, what stands around them, and their place
  documents/      the original files, byte for byte as they came
  texts/          the text that was read of each, in UTF-8; the places count in it
  manifest.json   what belongs to what
  SHA256SUMS      the hash of every file

How to verify it by hand
  1. Unpack it, and in its folder run:  sha256sum -c SHA256SUMS
     (on a Mac: shasum -a 256 -c SHA256SUMS). Every line must end in OK.
  2. The hash of a file in documents/ is the id of the document (` + "`id` in manifest.json,\n     after “sha256-”" + `). Fetch the document from its publisher and compare the hash, or the words.
  3. Open a file in evidence/. Its commands print the words from the text and their hash.

The documents belong to those who published them; manifest.json names the licences that are known.
`)
	return b.String()
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// packName is what the name of an original file ends with in a pack: a hyphen and
// its own name in characters that no system takes amiss, or nothing.
func packName(d *communique.Document) string {
	for _, s := range d.Sources {
		if name := strings.Trim(plainName(s.File), "._- "); name != "" {
			return "-" + name
		}
	}
	if d.Format == "html" {
		return ".html"
	}
	return ""
}

// plainName keeps of a name letters, digits, points and hyphens of ASCII, at most
// 80; others become underscores.
func plainName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '-' || r == '.' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '_'
	}, s)
	if len(s) > 80 {
		s = s[len(s)-80:]
	}
	return strings.ReplaceAll(s, "..", "_.")
}
