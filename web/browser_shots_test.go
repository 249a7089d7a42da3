package web_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// shots is the folder for pictures of the pages.
var shots = flag.String("shots", "", "write a picture of every page, in every look, into this `folder`")

// TestShots writes pictures of the pages for people to look at; it asserts only
// that each page opens.
func TestShots(t *testing.T) {
	if *shots == "" {
		t.Skip("skipped: pictures of the pages are made by: make shots")
	}
	if err := os.MkdirAll(*shots, 0o755); err != nil {
		t.Fatal(err)
	}
	b, h := openBrowser(t), openHouse(t)
	for _, c := range h.pages() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t, h)
			p.leads(c.status, chromedp.Navigate(h.base+c.address))
			p.complaints() // TestBrowser judges them
			for _, l := range append(slices.Clone(looks), look{}) {
				name := l.String()
				if l == (look{}) {
					p.paper()
					name = "print"
				} else {
					p.wear(l)
				}
				ctx, cancel := context.WithTimeout(p.ctx, perStep)
				picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
				cancel()
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(*shots, c.name+"-"+name+".png"), picture, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
