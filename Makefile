# workshop: `make run` opens it, `make test` tests it. Both install what is missing.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := run

# What building needs, and what testing needs beside it (third-party peers, a browser).
BUILD_PACKAGES := libncurses-dev libsqlite3-dev
TEST_PACKAGES := python3 python3-venv procps chromium zsh fish tmux groff mariadb-server-core
# What the figures stand beside.
BENCH_PACKAGES := python3 python3-venv gcc libc6-dev redis-server etcd-server nano vim tig htop btop
BINARY := .build/release/workshop
# One set of compiler flags for a terminal and for a pipe: SwiftPM colours what it prints to a
# terminal by another flag, and so would compile everything again.
SWIFT_BUILD := swift build --no-color-diagnostics

.PHONY: run build test lint soak install install-files uninstall bench packages test-packages peers

run: build
	@exec $(BINARY)

build: packages
	@echo "workshop: building (the first time takes some minutes; later only what changed)"
	@$(SWIFT_BUILD) -c release --static-swift-stdlib --product workshop
	@echo "workshop: built $(BINARY)"

test: test-packages peers lint
	@echo "workshop: building the tests"
	@$(SWIFT_BUILD) --build-tests
	@echo "workshop: running the tests, one after another (they start servers and processes)"
	@swift test --skip-build --disable-xctest --no-parallel 2>&1 | tee .build/test.log || { \
		echo; echo "workshop: what failed, of all that .build/test.log tells:"; \
		grep -a '✘' .build/test.log; exit 1; }

lint:
	@echo "workshop: checking the format"
	@swift format lint --strict --recursive Sources Tests Package.swift

# Into PREFIX: the program, its labs, the man page, completions for bash, zsh and fish.
PREFIX ?= /usr/local
DESTDIR ?=
SHARE := $(DESTDIR)$(PREFIX)/share

install: build install-files

# The man page and the completions are made by the program that is installed.
install-files:
	@install -d "$(DESTDIR)$(PREFIX)/bin" "$(SHARE)/workshop" "$(SHARE)/man/man1" \
		"$(SHARE)/bash-completion/completions" "$(SHARE)/zsh/site-functions" \
		"$(SHARE)/fish/vendor_completions.d"
	@install -m 755 "$(BINARY)" "$(DESTDIR)$(PREFIX)/bin/workshop"
	@rm -rf "$(SHARE)/workshop/Labs"
	@cp -R Labs "$(SHARE)/workshop/Labs"
	@"$(BINARY)" manual > "$(SHARE)/man/man1/workshop.1"
	@"$(BINARY)" completions bash > "$(SHARE)/bash-completion/completions/workshop"
	@"$(BINARY)" completions zsh > "$(SHARE)/zsh/site-functions/_workshop"
	@"$(BINARY)" completions fish > "$(SHARE)/fish/vendor_completions.d/workshop.fish"
	@echo "workshop: installed in $(DESTDIR)$(PREFIX)"

uninstall:
	@rm -rf "$(SHARE)/workshop"
	@rm -f "$(DESTDIR)$(PREFIX)/bin/workshop" "$(SHARE)/man/man1/workshop.1" \
		"$(SHARE)/bash-completion/completions/workshop" "$(SHARE)/zsh/site-functions/_workshop" \
		"$(SHARE)/fish/vendor_completions.d/workshop.fish"
	@echo "workshop: removed from $(DESTDIR)$(PREFIX)"

# What takes too long for every day: a thousand kills during writes of the progress; every way
# to end the interface on every screen, kills while buying, and mutated frames, ROUNDS times; SEEDS
# worlds of global transactions. Seeds are printed; WORKSHOP_SEED=N replays one.
ROUNDS ?= 100
SEEDS ?= 100000
soak: test-packages
	@$(SWIFT_BUILD) --build-tests
	@WORKSHOP_KILLS=1000 WORKSHOP_SOAK=$(ROUNDS) WORKSHOP_SEEDS=$(SEEDS) swift test --skip-build --disable-xctest \
		--no-parallel --filter 'ProgressKillTests|EndingJourneys|KillJourneys|DoubleJourneys|BoltInputJourneys|HTTPInputJourneys|Simulations|store that is torn'

# PARTS="bolt registry" measures only those.
bench: build
	@Tests/Support/install-packages --optional $(BENCH_PACKAGES)
	@Tests/Benchmarks/run $(PARTS)

packages:
	@Tests/Support/install-packages $(BUILD_PACKAGES)

test-packages: packages
	@Tests/Support/install-packages --optional $(TEST_PACKAGES)

peers: test-packages
	@for script in Tests/Peers/prepare*.sh; do $$script; done
