# The two commands of a newcomer are `make run` and `make test`; each sets up what it needs, into .venv.
# The lock holds the whole tree, so pip resolves nothing (--no-deps): old ones do not find the pin behind an extra.
PYTHON ?= python3
VENV ?= .venv
REQUIREMENTS ?= requirements.txt
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: run up down superset test test-shuffled check prove bench new-indicator new-notice-column new-survey-format new-source lock setup test-newest test-duckdb2 clean help

help:            ## say what there is to make
	@grep -hE '^[a-z0-9-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/: .*## /\t/' | expand -t 16

run: setup       ## make the sample, bring it all the way to published marts, say where to look
	$(BIN)/bestillerpuls run

up: setup        ## start server, worker, schedule and automations on this machine
	$(BIN)/bestillerpuls up

down: setup      ## end them
	$(BIN)/bestillerpuls down

test: setup      ## pass the tests
	$(BIN)/python -m pytest -n 2

test-shuffled: setup  ## the same tests in a random order (SEED=8 for one that was told)
	$(BIN)/python -m pytest -n 2 --random-order $(if $(SEED),--random-order-seed=$(SEED))

check: setup     ## format, lint, types, and the tests that follow from what changed (BASE=main: since main)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	files=$$($(BIN)/python -m tests.affected --base $(or $(BASE),HEAD)) && \
	    { test -z "$$files" || $(BIN)/python -m pytest -n 2 $$files; }

prove: setup     ## the full counts behind every promise, one table (up to an hour)
	$(BIN)/python -m pytest -m prove

NEW := $(BIN)/python -m tests.new
new-indicator: setup      ## begin an indicator (NAME=several_lots): its file and failing tests
	$(NEW) indicator "$(NAME)"

new-notice-column: setup  ## begin a column of a notice (NAME=… TABLE=lots TYPE=bool EFORMS=cac:X/cbc:Y)
	$(NEW) notice-column "$(NAME)" --table "$(or $(TABLE),lots)" --type "$(or $(TYPE),str)" --eforms "$(EFORMS)"

new-survey-format: setup  ## begin a survey format (NAME=typeform)
	$(NEW) survey-format "$(NAME)"

new-source: setup         ## begin a source of notices (NAME=mercell)
	$(NEW) source "$(NAME)"

bench: setup     ## speed and memory, as ratios side by side
	$(BIN)/python -m tests.bench

LOCK := $(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet

superset: setup  ## a real Superset on the published marts, in an environment of its own (860 MB)
	$(BIN)/python docs/ways-in/superset/start.py

lock: setup      ## resolve every version and hash anew
	$(LOCK) --upgrade -o requirements.txt
	echo 'duckdb>=2,<3' | $(LOCK) --upgrade --override /dev/stdin -o requirements-duckdb2.txt

NEWEST ?= python3.13
test-newest:     ## the same tests on the newest Python at hand (NEWEST=python3.14 for another)
	$(MAKE) test PYTHON=$(NEWEST) VENV=.venv-newest

test-duckdb2:    ## the same tests on DuckDB 2
	$(MAKE) test VENV=.venv-duckdb2 REQUIREMENTS=requirements-duckdb2.txt

setup: $(READY)  ## make .venv as the lock says

$(READY): $(REQUIREMENTS) pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r $(REQUIREMENTS)
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

clean:           ## remove what make made; never the data folder
	rm -rf .venv .venv-newest .venv-duckdb2 .mypy_cache .pytest_cache .ruff_cache *.egg-info
