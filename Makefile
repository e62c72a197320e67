# `make demo` and `make test` are all the set-up there is; both need nothing but Python >= 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

FILE ?= tests/law/cases.dev.jsonl

.PHONY: help demo test law-cases semantic-test opensearch check fix lock clean

help:  ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 10

demo: $(VENV)/.runtime  ## sample data -> a shortlist with its reasons -> served on 127.0.0.1:8000 (ARGS=--no-serve ends there)
	$(BIN)/laiyq demo $(ARGS)

test: $(VENV)/.dev  ## the whole test suite (ARGS are passed to pytest)
	$(BIN)/python -m pytest $(ARGS)

# PyPI's torch brings 6 GB, so what needs it lives in an environment outside the tree.
SEMANTIC ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/laiyq-semantic

law-cases: $(VENV)/.runtime  ## worked cases of the law, carried out on a store (FILE=path; the project's own by default)
	$(BIN)/python -m matcher.casework.runner $(FILE)

opensearch: $(VENV)/.dev  ## an OpenSearch node for trying, on loopback, until Ctrl-C (Java 21+ and Maven; 71 MB fetched once)
	$(BIN)/python -m tests.opensearch

semantic-test: $(SEMANTIC)/.ready  ## the tests against sentence-transformers, in an environment of their own (6 GB)
	HF_HUB_OFFLINE=1 $(SEMANTIC)/bin/python -m pytest tests/semantic $(ARGS)

$(SEMANTIC)/.ready: requirements-semantic.lock
	$(PYTHON) -m venv $(SEMANTIC)
	$(SEMANTIC)/bin/python -m pip install -q --disable-pip-version-check -r requirements-semantic.lock
	@touch $@

check: $(VENV)/.dev  ## formatting, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(VENV)/.dev  ## format and mend what can be mended by machine
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(VENV)/.dev  ## the lock files anew from pyproject.toml
	$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --strip-extras --allow-unsafe --no-header -o requirements.lock pyproject.toml
	$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --strip-extras --allow-unsafe --no-header --extra dev -o requirements-dev.lock pyproject.toml
	$(BIN)/pip-compile -q --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --strip-extras --allow-unsafe --no-header --extra semantic --extra dev -o requirements-semantic.lock pyproject.toml

clean:  ## away with the environment and everything built
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@ $(VENV)/.runtime
