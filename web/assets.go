package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"sync"
)

//go:embed pages
var files embed.FS

// vendored are the third-party scripts that "make assets" fetches; without them
// pages work all the same.
//
//go:embed all:vendored
var vendored embed.FS

// assets are the style sheets and scripts under names that hold the hash of
// their content, so that a browser may keep them for ever.
type assets struct {
	named map[string]string // file name, "shared.css" → hashed name
	data  map[string][]byte // by hashed name
	small map[string][]byte // the same compressed
}

// loadAssets returns the assets, which are read and compressed once.
var loadAssets = sync.OnceValue(readAssets)

func readAssets() assets {
	a := assets{named: map[string]string{}, data: map[string][]byte{}, small: map[string][]byte{}}
	for root, folder := range map[string]embed.FS{"pages": files, "vendored": vendored} {
		err := fs.WalkDir(folder, root, func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path.Ext(file) != ".css" && path.Ext(file) != ".js" {
				return err
			}
			data, err := folder.ReadFile(file)
			if err != nil {
				return err
			}
			sum := sha256.Sum256(data)
			name, ext := path.Base(file), path.Ext(file)
			hashed := strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:8]) + ext
			a.named[name], a.data[hashed], a.small[hashed] = hashed, data, pack(data, best)
			return nil
		})
		if err != nil {
			panic(err) // unreachable: the files are part of the program
		}
	}
	return a
}

// href returns the address of an asset, "" where there is none of the name.
func (a assets) href(name string) string {
	if hashed, ok := a.named[name]; ok {
		return "/assets/" + hashed
	}
	return ""
}

// hrefs returns the addresses of those assets that there are.
func (a assets) hrefs(names ...string) []string {
	var out []string
	for _, name := range names {
		if href := a.href(name); href != "" {
			out = append(out, href)
		}
	}
	return out
}

func asset(_ *Server, q *request) error {
	t := q.site
	name := q.c.Param("name")
	data, ok := t.assets.data[name]
	if !ok {
		return &fault{Status: http.StatusNotFound, Detail: "There is no such file; reload the page that asked for it."}
	}
	tag := `"` + name + `"`
	q.c.Header("ETag", tag)
	q.c.Header("Cache-Control", "public, max-age=31536000, immutable")
	if hasTag(q.c.GetHeader("If-None-Match"), tag) {
		notModified(q)
		return nil
	}
	kind := "text/css; charset=utf-8"
	if path.Ext(name) == ".js" {
		kind = "text/javascript; charset=utf-8"
	}
	var packed []byte
	if acceptsGzip(q.c.GetHeader("Accept-Encoding")) {
		packed = t.assets.small[name]
	}
	t.write(q.c, http.StatusOK, kind, data, packed)
	return nil
}
