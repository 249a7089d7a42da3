package format

import (
	"bytes"
	"fmt"
	"mime"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// decode makes valid UTF-8 of a file's bytes: by its byte order mark, else as
// UTF-8, a few broken bytes replaced, else as UTF-16 by where its zero bytes lie, else by the charset that a
// page declares, else as windows-1252 where the bytes look like words. It takes
// away a byte order mark and changes nothing else.
func decode(data []byte) (string, error) {
	if kind := binaryKind(data); kind != "" {
		return "", fmt.Errorf("%w (this is %s)", ErrBinary, kind)
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
		if !utf8.Valid(data) && !mostlyUTF8(data) {
			return "", fmt.Errorf("%w (it begins as UTF-8 and breaks off)", ErrEncoding)
		}
		return checked(strings.ToValidUTF8(string(data), "\uFFFD"))
	case bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(data, []byte("\x00\x00\xfe\xff")):
		return "", fmt.Errorf("%w (it is UTF-32)", ErrEncoding)
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return utf16(data[2:], xunicode.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return utf16(data[2:], xunicode.BigEndian)
	case bytes.IndexByte(data, 0) >= 0:
		// Text in UTF-16 without a mark has most of its zero bytes on one side.
		switch even, odd := zeros(data); {
		case odd*5 > len(data) && even*20 < odd:
			return utf16(data, xunicode.LittleEndian)
		case even*5 > len(data) && odd*20 < even:
			return utf16(data, xunicode.BigEndian)
		}
		return "", fmt.Errorf("%w (it has zero bytes)", ErrBinary)
	case utf8.Valid(data):
		return checked(string(data))
	case mostlyUTF8(data):
		return checked(strings.ToValidUTF8(string(data), "\uFFFD"))
	}
	if name := declared(data); name != "" {
		enc, canonical := charset.Lookup(name)
		if enc == nil || canonical == "replacement" {
			return "", fmt.Errorf("%w (the page says %q)", ErrEncoding, name)
		}
		if canonical != "utf-8" {
			out, _, err := transform.Bytes(enc.NewDecoder(), data)
			if err != nil {
				return "", fmt.Errorf("%w (the page says %q)", ErrEncoding, name)
			}
			return checked(string(out))
		}
	}
	if !western(data) {
		return "", ErrEncoding
	}
	out, _, err := transform.Bytes(charmap.Windows1252.NewDecoder(), data)
	if err != nil {
		return "", ErrEncoding
	}
	return checked(string(out))
}

// checked passes s on unless its control characters show that it is none.
func checked(s string) (string, error) {
	controls := 0
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1b {
			if c == 0 {
				return "", fmt.Errorf("%w (it has zero bytes)", ErrBinary)
			}
			controls++
		}
	}
	// A few stray ones come out of old PDFs; more than one in a hundred do not.
	if controls > 4 && controls*100 > len(s) {
		return "", fmt.Errorf("%w (it is full of control characters)", ErrBinary)
	}
	return s, nil
}

func utf16(data []byte, order xunicode.Endianness) (string, error) {
	if len(data)%2 != 0 {
		return "", fmt.Errorf("%w (UTF-16 of an odd length)", ErrEncoding)
	}
	out, _, err := transform.Bytes(xunicode.UTF16(order, xunicode.IgnoreBOM).NewDecoder(), data)
	if err != nil {
		return "", fmt.Errorf("%w (broken UTF-16)", ErrEncoding)
	}
	s := string(out)
	// A decoder never fails, it writes replacement characters; many mean that this is something else.
	if n := strings.Count(s, "\uFFFD"); n > 2 && n*100 > len(s) {
		return "", fmt.Errorf("%w (broken UTF-16)", ErrEncoding)
	}
	return checked(s)
}

// zeros counts the zero bytes at even and odd places.
func zeros(data []byte) (even, odd int) {
	for i, c := range data {
		if c == 0 {
			if i%2 == 0 {
				even++
			} else {
				odd++
			}
		}
	}
	return even, odd
}

// mostlyUTF8 reports whether data is UTF-8 with a few broken bytes in it: ten
// characters beyond ASCII and more for each of them, which chance does not make.
func mostlyUTF8(data []byte) bool {
	good, broken := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, n := utf8.DecodeRune(data[i:])
		if n == 1 {
			broken++
		} else {
			good++
		}
		i += n
	}
	return good >= 10*broken
}

// declared returns the charset that a page names in its first kilobyte, "" where it names none.
func declared(data []byte) string {
	head := strings.ToLower(string(data[:min(len(data), 1024)]))
	i := strings.Index(head, "charset=")
	if i < 0 || !strings.Contains(head, "<") {
		if i = strings.Index(head, "encoding="); i < 0 || !strings.Contains(head, "<?xml") {
			return ""
		}
		i++ // "encoding=" is one longer than "charset="
	}
	value := strings.TrimLeft(head[i+len("charset="):], `"' `)
	if end := strings.IndexAny(value, "\"' />;"); end >= 0 {
		value = value[:end]
	}
	if _, _, err := mime.ParseMediaType("text/html; charset=" + value); err != nil {
		return ""
	}
	return value
}

// western reports whether bytes beyond ASCII look like words and typographic
// marks in windows-1252: mostly ASCII, and letters or marks where it is left.
func western(data []byte) bool {
	high, odd, letters := 0, 0, 0
	for i, c := range data {
		switch {
		case c < 0x80:
			if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
				letters++
			}
			continue
		case c == 0x81 || c == 0x8d || c == 0x8f || c == 0x90 || c == 0x9d:
			return false // not given out in windows-1252
		case c >= 0xc0 && c != 0xd7 && c != 0xf7:
			// A letter should stand beside a letter.
			if !(i > 0 && ascii(data[i-1])) && !(i+1 < len(data) && ascii(data[i+1])) {
				odd++
			}
		}
		high++
	}
	return high*4 <= letters && odd*4 <= high
}

func ascii(c byte) bool { return c < 0x80 && (unicode.IsLetter(rune(c)) || c == ' ') }

// blank reports whether s has no visible character.
func blank(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) && r != '\uFEFF' && r != '\u200B' && r != '\u200C' && r != '\u200D' && r != '\u2060' && !unicode.IsControl(r) {
			return false
		}
	}
	return true
}
