package format

import (
	"bytes"

	"github.com/yuin/goldmark/util"
)

// unescape resolves the backslashes and character references of Markdown, which
// the parser leaves in its text; raw text, as in code, has none.
func unescape(s []byte, raw bool) []byte {
	if raw || bytes.IndexByte(s, '\\') < 0 && bytes.IndexByte(s, '&') < 0 {
		return s
	}
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(s)))
}
