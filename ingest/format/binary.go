package format

import "bytes"

// signatures are the beginnings of files that are no text, and what to tell their owner.
var signatures = []struct {
	begins, kind string
}{
	{"%PDF-", "a PDF; PDF reading arrives with a later version: convert it to text first"},
	{"PK\x03\x04", "a zip file or an Office document; save it as text or HTML first"},
	{"PK\x05\x06", "an empty zip file"},
	{"\xd0\xcf\x11\xe0", "an old Office document; save it as text or HTML first"},
	{"{\\rtf", "rich text; save it as plain text or HTML first"},
	{"\x89PNG", "a PNG picture; a text must be typed or recognised first"},
	{"\xff\xd8\xff", "a JPEG picture; a text must be typed or recognised first"},
	{"GIF8", "a GIF picture; a text must be typed or recognised first"},
	{"\x1f\x8b", "gzip; unpack it first"},
	{"BZh", "bzip2; unpack it first"},
	{"\xfd7zXZ\x00", "xz; unpack it first"},
	{"7z\xbc\xaf\x27\x1c", "7-Zip; unpack it first"},
	{"\x28\xb5\x2f\xfd", "zstd; unpack it first"},
	{"\x7fELF", "a program"},
	{"MZ\x90\x00", "a program"},
	{"SQLite format 3\x00", "a database"},
	{"OggS", "sound; write it down first"},
	{"ID3", "sound; write it down first"},
}

// binaryKind names what data is where its first bytes are those of a file that
// is no text, "" otherwise.
func binaryKind(data []byte) string {
	// Some writers leave white space before a PDF's mark.
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.begins)) || s.begins == "%PDF-" && bytes.HasPrefix(bytes.TrimLeft(data[:min(len(data), 64)], "\r\n\t "), []byte(s.begins)) {
			return s.kind
		}
	}
	return ""
}
