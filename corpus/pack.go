package corpus

import (
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// maxUnpacked bounds what one packed value may grow to, so that a damaged or
// hostile corpus file cannot fill the memory.
const maxUnpacked = 512 << 20

// window is how far back packing looks for what repeats: far enough for articles,
// while the default costs many times the memory.
const window = 1 << 20

// Encoder and decoder are safe for use by many goroutines in their All forms.
var encoder = sync.OnceValue(func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(2), zstd.WithWindowSize(window))
	if err != nil {
		panic(err) // unreachable: the options are constant and valid
	}
	return e
})

var decoder = sync.OnceValue(func() *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxUnpacked))
	if err != nil {
		panic(err) // unreachable: the options are constant and valid
	}
	return d
})

// pack compresses a value; the result is never empty.
func pack(b []byte) []byte { return encoder().EncodeAll(b, nil) }

// unpack undoes pack.
func unpack(b []byte) ([]byte, error) {
	if len(b) == 0 {
		return nil, fmt.Errorf("nothing stored")
	}
	out, err := decoder().DecodeAll(b, nil)
	if err != nil {
		return nil, fmt.Errorf("damaged: %w", err)
	}
	return out, nil
}
