# The one task runner. `make demo` and `make test` work on a fresh machine with Python 3.11+ and pip.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
# Real articles where they are at hand; else the benchmark makes texts from examples/.
BENCH_TEXTS := $(if $(wildcard $(SHARED)/data/polnear/dev/text),--texts $(SHARED)/data/polnear/dev/text --report $(SHARED)/data/seed/report.txt)

.PHONY: help demo test lint eval bench clean lock docs

help: ## list the tasks
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

# Two stamps, so that `make demo` does not install what only the tests need.
$(VENV)/.run: requirements.lock pyproject.toml
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/.run ## read examples/ and show which questions are open
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh

test: $(VENV)/.dev ## run the tests
	$(BIN)/python -m pytest

lint: $(VENV)/.dev ## style, types and the one-way rule
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(VENV)/.dev ## quality on the open gold sets; writes docs/quality.md
	$(BIN)/python benchmarks/quality.py --shared $(SHARED) --write docs/quality.md

bench: $(VENV)/.dev ## speed against the yardstick; writes docs/speed.md
	$(BIN)/python benchmarks/speed.py $(BENCH_TEXTS) --write docs/speed.md

docs: $(VENV)/.dev ## write the generated parts of docs/ anew
	$(BIN)/python docs/generate.py

lock: $(VENV)/.dev ## resolve the locks anew (hashes, no addresses)
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --output-file requirements-dev.lock

clean: ## remove what was built
	rm -rf $(VENV) build dist .demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache src/*.egg-info
