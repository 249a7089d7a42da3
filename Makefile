# The two commands of README.md are "make run" and "make test".

GO   ?= go
TAGS  = -tags nomsgpack

.PHONY: run build test check lint scores bench shots chromium npm assets clean

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
