# RouteCanvas: `make help` lists the targets. Needs Python 3.11+ and a network; node and chromium for the tests only.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BENCH_VENV := .venv-bench
PARALLEL := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
APT := $(shell [ "$$(id -u)" = 0 ] && echo "" || command -v sudo)

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run setup test test-python test-browser lint format types layers frontend node chromium oracle bird golden-open \
	screenshot bench bench-browser vendor lock image clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/run.done ## Serve on 127.0.0.1:8000 (HOST=…, PORT=…)
	$(BIN)/python -m app serve $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT))

setup: $(VENV)/dev.done ## Make the environment of a developer

test: setup lint types layers frontend chromium bird ## Everything that CI runs
	$(BIN)/python -m pytest $(PARALLEL)

test-python: setup ## The tests without a browser
	$(BIN)/python -m pytest $(PARALLEL) -m "not browser"

test-browser: setup chromium ## The browser tests
	$(BIN)/python -m pytest $(PARALLEL) -m browser

lint: setup ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: setup ## Let ruff and biome format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	if [ -d node_modules ]; then npx --no-install biome check --write; fi

types: setup ## mypy --strict
	$(BIN)/mypy

layers: setup ## import-linter: the walls between the packages
	$(BIN)/lint-imports --no-logo

frontend: node ## tsc, biome and node's tests; skipped where there is no npm
	@if [ -d node_modules ]; then \
		npx --no-install tsc --project tsconfig.json && npx --no-install biome check --error-on-warnings && \
		node --test tests/js/*.test.js; \
	fi

node: $(if $(shell command -v npm),node_modules/.done)
	@command -v npm >/dev/null || echo "SKIPPED: npm is not installed, so tsc, biome and the JavaScript tests do not run"

chromium:
	@PATH="$$PATH:/usr/bin" command -v chromium-headless-shell >/dev/null || \
		{ $(APT) apt-get update -qq && \
			$(APT) apt-get install -y -qq --no-install-recommends chromium chromium-headless-shell >/dev/null; } || \
		PATH="$$PATH:/usr/bin" command -v chromium >/dev/null || \
		$(APT) apt-get install -y -qq --no-install-recommends chromium >/dev/null

oracle: setup bird ## Compare the propagation with BIRD in 50 random graphs
	ORACLE_GRAPHS=50 $(BIN)/python -m pytest tests/oracle

bird:
	@PATH="$$PATH:/usr/sbin" command -v bird >/dev/null || \
		{ $(APT) apt-get update -qq && $(APT) apt-get install -y -qq --no-install-recommends bird2 iproute2 >/dev/null; } || \
		echo "SKIPPED: bird2 cannot be installed, so the oracle does not run"

golden-open: setup ## Rewrite tests/golden/open.json, keeping its reasons
	$(BIN)/python -m tests.golden.open_cases

screenshot: setup chromium ## Make docs/screenshot.png
	$(BIN)/python scripts/screenshot.py docs/screenshot.png

bench: setup $(BENCH_VENV)/done ## Time the model on generated designs, beside BGPy
	$(BIN)/python -m benchmarks.bench

bench-browser: setup chromium ## Time the canvas with 1,000 boxes in headless Chromium
	$(BIN)/python -m benchmarks.browser

vendor: node ## Copy the locked browser libraries to static/vendor
	$(BIN)/python -m app.vendor

lock: setup ## Resolve the dependencies again
	$(BIN)/uv lock
	scripts/export-requirements $(BIN)/uv

image: ## Build the container image
	docker compose build

clean: ## Remove what was built, never data/
	rm -rf $(VENV) $(BENCH_VENV) node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: requirements/run.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -q --require-hashes -r requirements/run.txt
	touch $@

$(VENV)/dev.done: requirements/dev.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -q --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	touch $@ $(VENV)/run.done

$(BENCH_VENV)/done: requirements/bench.txt
	$(PYTHON) -m venv $(BENCH_VENV)
	$(BENCH_VENV)/bin/python -m pip install -q --require-hashes -r requirements/bench.txt
	touch $@

node_modules/.done: package-lock.json
	npm ci --silent
	touch $@
