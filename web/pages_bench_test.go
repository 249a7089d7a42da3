package web_test

import (
	"io"
	"net/http"
	"slices"
	"testing"
	"time"
)

// BenchmarkPages asks for every page of the house, one after the other, and
// tells the median and the slowest answers of each.
func BenchmarkPages(b *testing.B) {
	h := openHouse(b)
	for _, c := range h.pages() {
		b.Run(c.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				answer, err := http.Get(h.base + c.address)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := io.Copy(io.Discard, answer.Body); err != nil {
					b.Fatal(err)
				}
				answer.Body.Close()
				took = append(took, time.Since(start))
				if int64(answer.StatusCode) != c.status {
					b.Fatalf("%s: status %d, want %d", c.address, answer.StatusCode, c.status)
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
		})
	}
}
