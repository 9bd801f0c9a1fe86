# Two commands do everything: `make run` and `make test`. What follows ## is what `make help` says of a target.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Hashes are checked by pip itself; a stamp keeps a second start from asking the network again.
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: run help dev test quick lint types floors check bench soak mutants requirements messages migration homoglyphs screenshots clean

run: $(VENV)/.run-installed ## serve the product, with the demo council at the first start
	@$(BIN)/flask serve --demo

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-14s%s\n", $$1, $$2 }' Makefile

# Its data has a folder of its own. A change that does not start shows its error, and the next one starts again.
dev: export CMIA_DATA ?= var-dev
dev: $(VENV)/.test-installed ## serve it again at each change, with mails on the console; data in var-dev/
	@$(BIN)/watchfiles --verbosity warning --sigint-timeout 60 "$(BIN)/flask --app tools.dev serve --demo" tools cmia_docs templates

test: $(VENV)/.test-installed ## run all tests, on all processors
	@tests/run.sh $(BIN)/python

# No browser, no page: rules, text, tables and reads, and what holds the house together.
QUICK := tests/rules tests/text tests/word tests/queries tests/models tests/test_*.py
quick: $(VENV)/.test-installed ## run a fast half of the tests, under two minutes
	@tests/run.sh $(BIN)/python -q $(QUICK)

lint: $(VENV)/.test-installed ## look at style and form (ruff)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test-installed ## check types (mypy)
	$(BIN)/mypy

floors: $(VENV)/.test-installed ## check that imports go only downwards (import-linter)
	$(BIN)/lint-imports

check: lint types floors test ## lint, types, floors and all tests: what has to pass before a change lands

# The pictures of the README, made by a browser from the demo; needs Chromium.
screenshots: $(VENV)/.test-installed ## take the pictures of the README again; needs Chromium
	@CMIA_SCREENSHOTS=1 $(BIN)/python -m pytest -q tests/e2e/test_screenshots.py

# The figures of RESULTS.md, each beside its reference: half an hour on a machine that does nothing else.
# `make bench BENCH="saves search"` takes some of them.
bench: $(VENV)/.bench-installed ## measure the figures of RESULTS.md, half an hour
	@$(BIN)/python -m benchmarks $(BENCH)

# `make test` does a share of each, which a seed draws. Among them a server and its follow-up are killed 200 times under load:
# CMIA_KILLS=20 does fewer, CMIA_SOAK_SEED=... the same again.
soak: $(VENV)/.test-installed ## do the long runs of the tests as a whole, an hour
	@CMIA_SOAK=all tests/run.sh $(BIN)/python -s -m soak

# 200 faults drawn by SEED for rules, text, actions and queries: which do the tests not notice? The first run records
# which test runs which line (half an hour), the trials take another; interrupted, the same SEED goes on.
# `make mutants SEED=1 COUNT=40` draws fewer.
mutants: $(VENV)/.test-installed ## which faults do the tests not notice? `make mutants SEED=1`
	@$(BIN)/python -m tests.mutants $(SEED) $(COUNT)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "CMIA Docs needs Python 3.11 or newer; say which with: make PYTHON=python3.12 ..." >&2; exit 1; }
	@test -w . || { echo "No permission to write in $(CURDIR): change its owner, or clone into a folder of your own." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.run-installed: requirements.txt | $(BIN)/python
	@echo "Installing the pinned packages into $(VENV) (first start only) ..."
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.test-installed: requirements-dev.txt requirements.txt | $(BIN)/python
	@echo "Installing the pinned packages and the test tools into $(VENV) ..."
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $(VENV)/.run-installed $@

$(VENV)/.bench-installed: benchmarks/requirements.txt | $(BIN)/python
	@echo "Installing what the benchmarks compare with into $(VENV) ..."
	@$(PIP_INSTALL) -r benchmarks/requirements.txt
	@touch $@

# For maintainers: pin anew, with hashes, for every Python from 3.11 on. Needs uv.
requirements: ## pin the packages anew; needs uv
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make requirements" requirements.in -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make requirements" requirements-dev.in -o requirements-dev.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make requirements" benchmarks/requirements.in -o benchmarks/requirements.txt

# For translators: collect the words of pages into the catalogue, then fill in what is new and run this again.
# A new language begins with `make messages LANGUAGE=kk`.
TRANSLATIONS := cmia_docs/translations
messages: $(VENV)/.test-installed ## collect the words of pages for translators
	$(BIN)/pybabel -q extract -F pyproject.toml -k lazy_gettext -k _ -k "ngettext:1,2" --no-location --sort-output --project "CMIA Docs" --version "" -o $(VENV)/messages.pot .
	$(if $(LANGUAGE),$(BIN)/pybabel -q init -i $(VENV)/messages.pot -d $(TRANSLATIONS) -l $(LANGUAGE))
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-pot-creation-date -i $(VENV)/messages.pot -d $(TRANSLATIONS)
	$(BIN)/pybabel -q compile -f -d $(TRANSLATIONS)

# After a change of cmia_docs/models: what Alembic sees that the tables lack, as a new file to be read and completed.
migration: $(VENV)/.test-installed ## write the next migration: `make migration NAME="a note on every session"`
	@$(BIN)/python -m tools.migration "$(NAME)"

# The characters that look alike, out of Unicode's data in a package; after a new version of it, this and a look at what changed.
homoglyphs: $(VENV)/.test-installed ## make the table of characters that look alike
	$(BIN)/python -m tools.homoglyphs

clean: ## remove the installed packages and what tools have cached
	rm -rf $(VENV) .mutants .pytest_cache .mypy_cache .ruff_cache .hypothesis
