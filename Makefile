# accord: the words a newcomer needs.  `make run` shows the product, `make check` is what CI runs.
# Works with Python 3.11 or newer and pip; uses uv when it is there.  Windows without make: docs/how-to/windows-without-make.md

VENV  := .venv
BIN   := $(VENV)/bin
SHELL := /bin/bash
UV    := $(shell command -v uv 2>/dev/null)
# The first interpreter that starts and is new enough; empty if there is none.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)

.DEFAULT_GOAL := help
.PHONY: help run test lint wheel wheel-check check score bench docs clean
.SILENT:

help:
	echo "make run     set up .venv on first use and run accord demo on the bundled manifest"
	echo "make test    run the tests"
	echo "make check   everything CI runs: tests, ruff, pyright, import-linter, the wheel in an empty environment"
	echo "make docs    write docs/reference/cli.md and errors.md anew from the program"
	echo "make bench   speed and accuracy, printed as a table"
	echo "make score   the scorers of ../shared/score, for people who have that folder"
	echo "make wheel   build the wheel into dist/"
	echo "make clean   remove what the other words made"

$(BIN)/python:
	if [ -z "$(PYTHON)" ]; then \
		echo "accord needs Python 3.11 or newer; none was found (python3 is $$(python3 --version 2>&1 || echo absent))." >&2; \
		echo "Install it, or name it: make PYTHON=/path/to/python3.12 run" >&2; exit 1; fi
	"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "accord needs Python 3.11 or newer; $(PYTHON) is older. Name another: make PYTHON=/path/to/python3.12 run" >&2; exit 1; }
	echo "Setting up $(VENV) (once) ..."
	if [ -n "$(UV)" ]; then "$(UV)" venv --quiet --python "$(PYTHON)" $(VENV); \
	else "$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); \
		echo "python -m venv failed; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }; fi

INSTALL = if [ -n "$(UV)" ]; then "$(UV)" pip install --quiet --python $(BIN)/python -c constraints.txt -e "$(1)"; \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e "$(1)"; fi

# Two stamps: what accord needs to run, and what its developers need besides.  The developers' set holds the other.
$(VENV)/.run-stamp: pyproject.toml constraints.txt | $(BIN)/python
	$(call INSTALL,.)
	touch $@

$(VENV)/.dev-stamp: pyproject.toml constraints.txt | $(BIN)/python
	$(call INSTALL,.[dev])
	touch $(VENV)/.run-stamp $@

run: $(VENV)/.run-stamp
	$(BIN)/accord demo

test: $(VENV)/.dev-stamp
	$(BIN)/python -m pytest

lint: $(VENV)/.dev-stamp
	echo "ruff";          $(BIN)/ruff check --quiet src tests benchmarks
	echo "pyright";       $(BIN)/pyright
	echo "import-linter"; $(BIN)/lint-imports

wheel: $(VENV)/.run-stamp
	rm -rf build dist
	if [ -n "$(UV)" ]; then "$(UV)" build --quiet --wheel --out-dir dist .; \
	else $(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .; fi
	rm -rf build
	ls dist

# The wheel alone, in an empty environment outside the tree, must run the demo.
wheel-check: wheel
	PYTHON=$(abspath $(BIN)/python) UV="$(UV)" bash tests/wheel/run_demo.sh

check: test lint wheel-check

docs: $(VENV)/.run-stamp
	$(BIN)/python docs/reference/generate.py

bench: $(VENV)/.dev-stamp
	$(BIN)/python -m benchmarks $(BENCH)

score: $(VENV)/.run-stamp
	if [ ! -d ../shared/score ]; then echo "make score needs the folder ../shared/score, which is not part of accord"; exit 1; fi
	PATH="$(abspath $(BIN)):$$PATH"; set -e; \
	$(BIN)/python ../shared/score/substances.py $(SCORE); $(BIN)/python ../shared/score/field.py --room substances

clean:
	rm -rf $(VENV) build dist accord-demo .pytest_cache .ruff_cache .hypothesis .import_linter_cache src/*.egg-info
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
