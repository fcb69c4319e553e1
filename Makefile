# Every target does its own set-up. `make site` and `make test` need python3 (3.11 or later), make and git, nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
OUTPUT := output
PORT ?= 8000
# Tests to run, and options for them: make test TESTS=tests/unit/cli PYTEST='-x -p no:randomly'
TESTS ?=
PYTEST ?=
# How many processes run them; 0 for one that a debugger can follow.
CORES ?= auto
# How long `make fuzz` goes on
SECONDS ?= 600
# The language of a catalogue to begin with `make messages`
NEW ?=
# How many series of edits `make fuzz-incremental` tries
SEQUENCES ?= 500
# make bench N=10000 ROUNDS=5 SCENARIOS='cold body live' PEERS='minimal hugo'; whoever chooses nothing gets everything
N ?= 1000
ROUNDS ?= 3
SCENARIOS ?=
PEERS ?=
# Where on the page the table goes; the size, if nobody says otherwise
PLACE ?=
# How often `make scores` lets Lighthouse look at a page
RUNS ?= 3
VNU := 26.9.27
TIMELINEJS := 3.9.11
# The last Lighthouse that runs on Debian's Node.js
LIGHTHOUSE := 12.8.2

# How to become root, or nothing where that would need a password. Recursive on purpose: asked only where it is needed.
AS_ROOT = $(shell if [ "$$(id -u)" = 0 ]; then echo env; elif sudo -n true 2>/dev/null; then echo sudo -n env; fi)
APT = $(if $(AS_ROOT),$(AS_ROOT) DEBIAN_FRONTEND=noninteractive apt-get,false)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site html serve devserver publish test fuzz fuzz-incremental reliability bench bench-features scores golden messages docs check format format-check \
	lint types addresses wheel browser constraints clean distclean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do \
	  printf '  make %-16s %s\n' "$$name" "$$text"; done

# -- The site --------------------------------------------------------------------------------------------------------

site: html ## set up, build the sample site, and say how to look at it
	@echo "The site is in $(OUTPUT)/. Look at it with: make serve"

html: $(VENV)/.site ## build the sample site into output/
	@$(BIN)/briefings build -o $(OUTPUT)

serve: html ## build, and serve output/ on this machine
	@$(BIN)/python -c 'import socket; socket.create_server(("127.0.0.1", $(PORT))).close()' 2>/dev/null || { \
	  echo "Port $(PORT) cannot be had. Choose another: make serve PORT=8001" >&2; exit 1; }
	@echo "http://127.0.0.1:$(PORT)/ (Ctrl-C stops it)"
	@$(BIN)/python -m http.server --bind 127.0.0.1 --directory $(OUTPUT) $(PORT)

devserver: $(VENV)/.site ## serve, and build again whenever content, settings or theme change
	$(BIN)/pelican content -s pelicanconf.py -o $(OUTPUT) --autoreload --listen --port $(PORT)

publish: $(VENV)/.site ## check, build with publishconf.py and put in place, as for the world
	@$(BIN)/briefings publish -o $(OUTPUT) --strict

# -- Tests and checks ------------------------------------------------------------------------------------------------

test: $(VENV)/.test browser .tools/vnu-$(VNU) .tools/timelinejs-$(TIMELINEJS) ## set up, and run all tests
	$(BIN)/python -m pytest -n $(CORES) --dist loadfile $(PYTEST) $(TESTS)

fuzz: $(VENV)/.test ## look for inputs that break the program: make fuzz SECONDS=3600; stops at the first
	$(BIN)/python -m tests.fuzz.run $(SECONDS)

fuzz-incremental: $(VENV)/.test ## compare builds after random edits with builds from nothing: make fuzz-incremental SEQUENCES=50
	EDIT_SEQUENCES=$(SEQUENCES) $(BIN)/python -m pytest -q -s -x -p no:randomly tests/incremental/test_edits_machine.py

reliability: $(VENV)/.test ## the long form of docs/reliability.md: 100 kills at random moments, 60 sorts of machine
	KILLS=100 $(BIN)/python -m pytest -p no:randomly tests/faults/test_kills.py
	MACHINES=all $(BIN)/python -m pytest -p no:randomly tests/site/test_reproducible.py

bench: $(VENV)/.site ## the same site with Briefings, Hugo, Pelican and Eleventy in turn: make bench N=10000
	@$(BIN)/python -m tests.bench.run $(N) --rounds $(ROUNDS) --scenarios $(SCENARIOS) --peers $(PEERS) --page docs/performance.md --place "$(PLACE)" \
	  --command "$(strip make bench N=$(N) ROUNDS=$(ROUNDS) $(if $(SCENARIOS),SCENARIOS='$(SCENARIOS)') $(if $(PEERS),PEERS='$(PEERS)'))"

scores: $(VENV)/.test browser .tools/vnu-$(VNU) .tools/lighthouse-$(LIGHTHOUSE) ## Lighthouse, axe, valid HTML and weight of the sample site
	@$(BIN)/python -m tests.scores.run --runs $(RUNS) --page docs/scores.md --command "$(strip make scores $(if $(filter-out 3,$(RUNS)),RUNS=$(RUNS)))"

bench-features: $(VENV)/.site ## what maps, data, search, cards and the like cost: make bench-features N=1000 ROUNDS=3
	@$(BIN)/python -m tests.bench.features $(N) --rounds $(ROUNDS) --page docs/performance.md

golden: $(VENV)/.test ## write the golden files anew; read the difference before you commit it
	-$(BIN)/python -m pytest -p no:randomly -q tests/golden --force-regen
	@echo "Now read: git diff tests/golden"

# Functions whose texts are messages, besides gettext's own; a number is the place of the text among the arguments.
MESSAGE_WORDS := words message count_words:3,4 build_fact:2 build_link_fact:2

messages: $(VENV)/.site ## bring the catalogues up to date with templates and code, or begin one: make messages NEW=it
	@mkdir -p build
	@$(BIN)/pybabel -q extract -F briefings/locale/messages.cfg $(MESSAGE_WORDS:%=-k %) -c Translators: --project briefings \
	  --add-location file --sort-by-file --no-wrap -o build/messages.pot .
	@if [ -n "$(NEW)" ]; then \
	  $(BIN)/pybabel init -i build/messages.pot -l $(NEW) -o briefings/locale/$(NEW).po --no-wrap; fi
	@for file in briefings/locale/*.po; do \
	  $(BIN)/pybabel -q update -i build/messages.pot -l $$(basename $$file .po) -o $$file --no-wrap --no-fuzzy-matching \
	    --ignore-obsolete --ignore-pot-creation-date; \
	  sed -i -e '/^"\(Report-Msgid-Bugs-To\|POT-Creation-Date\|PO-Revision-Date\|Last-Translator\|Generated-By\): /d' \
	    -e 's/^"Project-Id-Version: .*/"Project-Id-Version: briefings\\n"/' $$file; done

docs: $(VENV)/.site ## write docs/reference/ anew from the docstrings
	$(BIN)/python docs/build_reference.py

check: format-check lint types addresses wheel ## everything else that CI wants: format, lint, types, the wheel

format: $(VENV)/.test ## format the code and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

format-check: $(VENV)/.test ## say what `make format` would change
	$(BIN)/ruff format --check .

lint: $(VENV)/.test ## ruff's rules
	$(BIN)/ruff check .

types: $(VENV)/.test ## mypy, strict
	$(BIN)/mypy

# Pins carry versions only: where packages come from is the business of each machine.
addresses: ## no address of a package registry stands in a tracked file
	@if git grep -nIE -e '--(extra-)?index-url' -e '--find[-]links' -e '"resolved": *"http' \
	  -e 'https?://[^" ]+[.](whl|tar[.]gz|tgz)' -- . ':!*.md'; then \
	  echo "Leave out where packages come from; versions are enough." >&2; exit 1; fi

wheel: $(VENV)/.test ## build the wheel, install it into an empty environment and build a site with it
	$(BIN)/python -m pytest -q -m wheel tests/packaging

# -- Set-up ----------------------------------------------------------------------------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Briefings needs Python 3.11 or later. Name one: make PYTHON=python3.12 site" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Python's venv module is incomplete here; Debian has the rest of it in python3-venv." >&2; \
	  $(APT) update -qq && $(APT) install -y -qq python3-venv; } || { \
	  echo "Please install it and run make again: sudo apt-get install python3-venv" >&2; exit 1; }
	@echo "Making a virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)

# Build backends are pinned and come first, so that nothing is built in a second environment, which nobody pins.
$(VENV)/.site: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Briefings and what it needs into $(VENV)"
	@$(PIP) install -c constraints.txt hatchling
	@$(PIP) install -c constraints.txt --no-build-isolation -e '.[search]'
	@touch $@

$(VENV)/.test: $(VENV)/.site
	@echo "Installing what tests and checks need into $(VENV)"
	@$(PIP) install -c constraints.txt setuptools wheel
	@$(PIP) install -c constraints.txt --no-build-isolation -e '.[test,dev]'
	@touch $@

browser: # Debian's Chromium; without it the browser tests are skipped, and say so
	@command -v chromium >/dev/null || { echo "There is no Chromium for the browser tests; Debian has it in chromium." >&2; \
	  $(APT) update -qq && $(APT) install -y -qq chromium >/dev/null; } || \
	  echo "No Chromium: browser tests will be skipped. To have them: sudo apt-get install chromium" >&2

# The Nu HTML checker. It needs npm and java; without them the tests that use it are skipped, and say so.
.tools/vnu-$(VNU):
	@mkdir -p .tools && echo '{"private": true}' > .tools/package.json
	@if command -v npm >/dev/null && command -v java >/dev/null && (cd .tools && \
	  npm install --no-save --no-package-lock --ignore-scripts --no-audit --no-fund --fetch-retries=1 --loglevel=error \
	    vnu-jar@$(VNU)); then touch $@; \
	else echo "No HTML checker: it needs npm, java and their packages. Its tests will be skipped." >&2; fi

# Lighthouse, which uses the Chromium that is there. It needs npm; without it `make scores` leaves it out, and says so.
.tools/lighthouse-$(LIGHTHOUSE):
	@mkdir -p .tools/lighthouse && echo '{"private": true}' > .tools/lighthouse/package.json
	@if command -v npm >/dev/null && (cd .tools/lighthouse && \
	  npm install --no-save --no-package-lock --ignore-scripts --no-audit --no-fund --fetch-retries=1 --loglevel=error \
	    lighthouse@$(LIGHTHOUSE)); then touch $@; \
	else echo "No Lighthouse: it needs npm and its packages." >&2; fi

# TimelineJS, which shows the timelines that sites offer. It needs npm; without it the test that uses it is skipped.
.tools/timelinejs-$(TIMELINEJS):
	@mkdir -p .tools/timelinejs && echo '{"private": true}' > .tools/timelinejs/package.json
	@if command -v npm >/dev/null && (cd .tools/timelinejs && \
	  npm install --no-save --no-package-lock --ignore-scripts --no-audit --no-fund --fetch-retries=1 --loglevel=error \
	    @knight-lab/timelinejs@$(TIMELINEJS)); then touch $@; \
	else echo "No TimelineJS: it needs npm and its packages. Its test will be skipped." >&2; fi

constraints: ## pin the newest versions that fit pyproject.toml
	@rm -rf .tools/pins && $(PYTHON) -m venv .tools/pins
	@.tools/pins/bin/pip install --quiet --upgrade hatchling setuptools wheel
	@.tools/pins/bin/pip install --quiet --no-build-isolation -e '.[test,dev]'
	@sed -n '/^#/p' constraints.txt > .tools/pins.txt
	@.tools/pins/bin/pip freeze --all --exclude pip --exclude-editable >> .tools/pins.txt
	@mv .tools/pins.txt constraints.txt && rm -rf .tools/pins

clean: ## remove the site and all caches
	rm -rf $(OUTPUT) dist build .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

distclean: clean ## remove the virtual environment and the tools too
	rm -rf $(VENV) .tools
