# The two commands of README.md are "make run" and "make test".

GO   ?= go
TAGS  = -tags nomsgpack

.PHONY: run build test check lint scores bench load lighthouse shots chromium npm assets clean

run: build ## build, load the sample collection into a throw-away store, serve it
	bin/communique demo

build: assets
	$(GO) build $(TAGS) -o bin/communique ./cmd/communique

test: chromium npm ## install what the tests need where that is possible, then run them all
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

# A store of the 14,000 briefings beside the project is made once, in some
# minutes, and takes 2 GB. STORE names another store, RATE and SECONDS other
# figures than 50 requests a second and 15 seconds for each kind of page.
STORE    ?= $(CURDIR)/.cache/load/store
RATE     ?= 50
SECONDS  ?= 15
BRIEFINGS = $(or $(COMMUNIQUE_SHARED),../shared)/corpora/scale/wh_briefings_2021-2026.tar.gz

load: build ## put a server over a large store under load and hold the bars of its pages
	@if [ ! -e "$(STORE)/corpus.bolt" ] && [ "$(STORE)" = "$(CURDIR)/.cache/load/store" ] && [ -e "$(BRIEFINGS)" ]; then \
		echo "making a store of $(BRIEFINGS)"; \
		rm -rf .cache/load && mkdir -p .cache/load/documents && tar -xzf "$(BRIEFINGS)" -C .cache/load/documents && \
		{ bin/communique ingest --store .cache/load/making .cache/load/documents || true; } && mv .cache/load/making .cache/load/store; \
	fi
	@if [ -e "$(STORE)/corpus.bolt" ]; then \
		$(GO) test $(TAGS) ./web -run '^$$' -bench '^BenchmarkLoad$$' -timeout 1h -load-store "$(STORE)" -load-program $(CURDIR)/bin/communique -load-rate $(RATE) -load-seconds $(SECONDS); \
	else echo "there is no large store to ask: give one with STORE=FOLDER, or put the briefings at $(BRIEFINGS)"; fi

lighthouse: build chromium ## judge home, search and reader with Lighthouse; TARGET names a running server
	@if ! command -v npm >/dev/null; then echo "npm is missing: Lighthouse comes by npm"; exit 0; fi; \
	cd web/lighthouse && { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --silent --no-audit --no-fund --ignore-scripts; } && \
	node judge.mjs $(CURDIR)/bin/communique

# The browser tests drive Chromium. As root with apt it is installed; else this
# says what is missing, and those tests skip.
chromium:
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "installing Debian's chromium for the browser tests"; \
		(apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core) >/dev/null \
			|| echo "chromium could not be installed; the browser tests will skip"; \
	else echo "chromium is missing: install it (Debian: apt-get install chromium) to run the browser tests, which skip without it"; fi

# Scripts of others, which the program embeds where they are there. They are
# fetched once for each lock file.
VENDORED = web/vendored/htmx.min.js web/vendored/cytoscape.min.js

assets: ## fetch the third-party scripts of the pages, where npm is
	@if command -v npm >/dev/null; then $(MAKE) --silent $(VENDORED) \
		|| echo "npm could not fetch the scripts of web/package.json; the pages work without them"; \
	else echo "npm is missing: the pages are built without htmx and Cytoscape, and work without them"; fi

$(VENDORED) &: web/package-lock.json
	cd web && { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --omit=dev --silent --no-audit --no-fund --ignore-scripts; }
	cp web/node_modules/htmx.org/dist/htmx.min.js web/node_modules/cytoscape/dist/cytoscape.min.js web/vendored/
	@touch $(VENDORED)

# axe-core and html-validate judge the pages in the browser tests, which skip
# that part without them.
npm:
	@if command -v npm >/dev/null; then \
		(cd web && npm ci --silent --no-audit --no-fund --ignore-scripts) >/dev/null 2>&1 \
			|| echo "npm ci in web failed; the browser tests will skip axe-core and html-validate"; \
	else echo "npm is missing: the browser tests will skip axe-core and html-validate"; fi
	@$(MAKE) --silent assets

shots: chromium npm ## a picture of every page, light and dark, wide and narrow, in bin/shots
	$(GO) test $(TAGS) -count=1 -timeout 5m ./web -run '^TestShots$$' -shots $(CURDIR)/bin/shots

clean:
	rm -rf bin
