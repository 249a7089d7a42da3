package format

import "errors"

// Why bytes cannot be read. Each says what to do about it; Parse may add detail.
var (
	// ErrEmpty says that there is nothing but white space.
	ErrEmpty = errors.New("the document is empty: give a file with text in it")

	// ErrBinary says that the bytes are not text.
	ErrBinary = errors.New("not a text: give plain text, Markdown or HTML")

	// ErrEncoding says that the bytes look like text in no encoding that is known.
	ErrEncoding = errors.New("the encoding is unknown: save the file as UTF-8 and try again")

	// ErrTooLarge says that the input is longer than MaxBytes.
	ErrTooLarge = errors.New("larger than 20 MiB: split the document and read the parts")
)
