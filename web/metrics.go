package web

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are the figures of one handler, in a registry of its own.
type metrics struct {
	registry  *prometheus.Registry
	requests  *prometheus.CounterVec
	durations *prometheus.HistogramVec
}

func newMetrics(s *Server) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "communique_http_requests_total", Help: "Requests answered, by method, route and status."}, []string{"method", "route", "status"}),
		durations: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "communique_http_request_duration_seconds", Help: "Time to answer a request, by route.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 20}}, []string{"route"}),
	}
	m.registry.MustRegister(m.requests, m.durations,
		gauge("communique_corpus_bytes", "Size of the corpus on disk.", func(context.Context) (float64, error) {
			return float64(s.Corpus.Bytes()), nil
		}),
		gauge("communique_corpus_entries", "Entries in the log of the corpus.", func(ctx context.Context) (float64, error) {
			n, err := s.Corpus.Last(ctx)
			return float64(n), err
		}),
		gauge("communique_sync_lag_entries", "Entries of the log that graph and index have yet to take in; -1 where unknown.", func(ctx context.Context) (float64, error) {
			n, err := s.lag(ctx)
			return float64(n), err
		}))
	return m
}

// gauge makes a figure that is asked for when it is read; -1 says that it could not be had.
func gauge(name, help string, ask func(context.Context) (float64, error)) prometheus.GaugeFunc {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		v, err := ask(ctx)
		if err != nil {
			return -1
		}
		return v
	})
}

func metricsPage(_ *Server, q *request) error {
	promhttp.HandlerFor(q.site.metrics.registry, promhttp.HandlerOpts{}).ServeHTTP(q.c.Writer, q.c.Request)
	return nil
}
