# The commands to remember. `make run` and `make test` install what they need into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LANGUAGES := ar es fr ru zh
CATALOGS := $(patsubst %.po,%.mo,$(wildcard training/translations/*/LC_MESSAGES/messages.po))
COURSE ?= courses/content/smart-recommendations
ADVISORIES ?= https://api.osv.dev/v1/querybatch
FUZZ_SECONDS ?= 120
UPR_DATA ?= ../shared/data/upr_recommendations_dev.csv
COVERED = $(BIN)/coverage run --parallel-mode -m pytest -q
ifdef BIND
export BIND
endif

.DELETE_ON_ERROR:
.PHONY: help run test check lint browser catalogs translations evaluate bench films audit fuzz

help:
	@echo "make run           install, prepare and serve on http://127.0.0.1:8000 (BIND=address:port)"
	@echo "make test          everything: style, types, tests on two databases, a browser, coverage"
	@echo "make check         style, types and what the tree checks about itself: a minute, no browser"
	@echo "make browser       only the tests in Chromium"
	@echo "make translations  bring the interface's catalogs up to date with the code"
	@echo "make audit         ask a database of advisories about every version in requirements.lock"
	@echo "make fuzz          nonsense for every form, address and import (FUZZ_SECONDS=120)"
	@echo "make bench         how time grows with people, texts and rows"
	@echo "make films         draw the films of a course anew from their scripts (COURSE=folder)"
	@echo "make evaluate      measure the SMART coach on a labelled file (UPR_DATA=file.csv)"

run: $(VENV)/installed catalogs
	@PATH="$(CURDIR)/$(BIN):$$PATH" exec $(BIN)/training serve

# Two halves at once, one for each core: what a browser sees, and everything else on both databases.
test: lint catalogs
	@mkdir -p build
	$(BIN)/coverage erase
	@$(COVERED) tests/browser > build/browser.log 2>&1 & browser=$$!; \
	$(BIN)/pytest -q tests/integration --database postgresql --stored-only > build/postgresql.log 2>&1 & postgresql=$$!; \
	HYPOTHESIS_PROFILE=usual $(COVERED) tests/project tests/unit tests/integration; \
	others=$$?; wait $$postgresql; stored=$$?; cat build/postgresql.log; \
	wait $$browser; seen=$$?; cat build/browser.log; exit $$((others | stored | seen))
	$(BIN)/coverage combine --quiet
	@printf 'Statements and branches covered, in percent: '
	@$(BIN)/coverage report --format=total

check: lint catalogs
	$(BIN)/pytest -q tests/project

lint: $(VENV)/installed-test
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy --no-error-summary

browser: $(VENV)/installed-test catalogs
	$(BIN)/pytest tests/browser

catalogs: $(CATALOGS)

%.mo: %.po | $(VENV)/installed
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

translations: $(VENV)/installed
	mkdir -p build
	$(BIN)/pybabel --quiet extract --mapping-file babel.cfg --output-file build/messages.pot \
	  --keywords lazy_gettext --keywords lazy_ngettext:1,2 --add-location file --width 100 \
	  --project "UPR Training" training courses quizzes
	for language in $(LANGUAGES); do \
	  $(BIN)/pybabel --quiet update --input-file build/messages.pot --output-dir training/translations \
	    --locale $$language --init-missing --no-fuzzy-matching --ignore-obsolete \
	    --ignore-pot-creation-date --width 100 || exit; \
	done

evaluate: $(VENV)/installed
	$(BIN)/python -m quizzes.smart.evaluation "$(UPR_DATA)"

bench: $(VENV)/installed-test
	$(BIN)/python -m tests.bench

# Ends with 2 where nobody could be asked: no part of `make test`, which needs no internet.
audit: $(VENV)/installed
	@$(BIN)/python -m tests.advisories "$(ADVISORIES)"

fuzz: $(VENV)/installed-test catalogs
	FUZZ_SECONDS=$(FUZZ_SECONDS) FUZZ_SEED=$$$$ $(BIN)/pytest tests/integration/doors/test_fuzz.py \
	  --database sqlite --database postgresql

films: $(VENV)/installed-films
	for script in $(COURSE)/film/*.script.*.yaml; do \
	  language=$${script%.yaml}; $(BIN)/python -m courses.films $(COURSE) $${language##*.} || exit; \
	done

# A stamp is newer than what it was made from, so that a second start needs no network.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 run")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml requirements.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e .
	@touch $@

$(VENV)/installed-films: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[films]'
	@touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[test]'
	@touch $@
