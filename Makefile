# The two commands of README.md are "make run" and "make test".

GO   ?= go
TAGS  = -tags nomsgpack

.PHONY: run build test check lint scores bench shots chromium axe clean

run: build ## build, load the sample collection into a throw-away store, serve it
	bin/communique demo

build:
	$(GO) build $(TAGS) -o bin/communique ./cmd/communique

test: chromium axe ## install what the tests need where that is possible, then run them all
	$(GO) test $(TAGS) -timeout 25m ./...

check: lint ## the gate before each commit
	$(GO) test $(TAGS) -race -short -timeout 20m ./...

lint:
	@unformatted=$$(gofmt -l .); if [ -n "$$unformatted" ]; then echo "gofmt: $$unformatted"; exit 1; fi
	$(GO) vet $(TAGS) ./...
	$(GO) tool staticcheck $(TAGS) ./...
	$(GO) mod tidy -diff

# Each package makes its own figures from the shared development data; the last
# line puts them together.
scores: ## measure reading and comparing on the development data, and show the scoreboard
	$(GO) test $(TAGS) ./ingest/when ./ingest/who ./ingest/amount ./ingest/region ./ingest/said ./ingest/lang/grammar -count=1 -update
	$(GO) test $(TAGS) ./ingest -count=1 -run 'Seeds|Scores' -update
	$(GO) test $(TAGS) ./cmd/communique -count=1 -run TestRelationScores -update-relations
	$(GO) test $(TAGS) ./ingest -count=1 -run Scoreboard -update
	@cat ingest/testdata/scores.txt

bench: ## the speed figures; say which machine made them
	$(GO) test $(TAGS) -run '^$$' -bench . -benchmem ./...

# The browser tests drive Chromium. As root with apt it is installed; else this
# says what is missing, and those tests skip.
chromium:
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "installing Debian's chromium for the browser tests"; \
		(apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core) >/dev/null \
			|| echo "chromium could not be installed; the browser tests will skip"; \
	else echo "chromium is missing: install it (Debian: apt-get install chromium) to run the browser tests, which skip without it"; fi

# axe-core judges the pages in the browser tests, which skip that part without it.
axe:
	@if command -v npm >/dev/null; then \
		(cd web && npm ci --silent --no-audit --no-fund --ignore-scripts) >/dev/null 2>&1 \
			|| echo "npm ci in web failed; the browser tests will skip axe-core"; \
	else echo "npm is missing: the browser tests will skip axe-core"; fi

shots: chromium ## a picture of every page, light and dark, wide and narrow, in bin/shots
	$(GO) test $(TAGS) -count=1 -timeout 5m ./web -run '^TestShots$$' -shots $(CURDIR)/bin/shots

clean:
	rm -rf bin
