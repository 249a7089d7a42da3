# The two commands of README.md are "make run" and "make test".

GO   ?= go
TAGS  = -tags nomsgpack

.PHONY: run build test check lint bench chromium clean

run: build ## build, load the sample collection into a throw-away store, serve it
	bin/communique demo

build:
	$(GO) build $(TAGS) -o bin/communique ./cmd/communique

test: chromium ## install what the tests need where that is possible, then run them all
	$(GO) test $(TAGS) -timeout 25m ./...

check: lint ## the gate before each commit
	$(GO) test $(TAGS) -race -short -timeout 20m ./...

lint:
	@unformatted=$$(gofmt -l .); if [ -n "$$unformatted" ]; then echo "gofmt: $$unformatted"; exit 1; fi
	$(GO) vet $(TAGS) ./...
	$(GO) tool staticcheck $(TAGS) ./...
	$(GO) mod tidy -diff

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

clean:
	rm -rf bin
