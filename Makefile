# The one task runner. `make demo` and `make test` work on a fresh machine with Python 3.11+ and pip.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
GAZETTEER := src/sayso/data/gazetteer.sqlite
# Real articles where they are at hand; else the benchmark makes texts from examples/.
BENCH_TEXTS := $(if $(wildcard $(SHARED)/data/polnear/dev/text),--texts $(SHARED)/data/polnear/dev/text --report $(SHARED)/data/seed/report.txt)

.PHONY: help gazetteer demo test lint eval bench clean lock docs site screenshots audit sbom

help: ## list the tasks
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

# Two stamps, so that `make demo` does not install what only the tests need.
$(VENV)/.run: requirements.lock pyproject.toml
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Made here rather than kept in the repository: 26 MB that a line of data can make anew in seconds.
$(GAZETTEER): requirements-gazetteer.lock src/sayso/gazetteer/build.py src/sayso/gazetteer/keys.py | $(VENV)/.run
	@rm -rf $(VENV)/geonames
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --target $(VENV)/geonames -r $<
	PYTHONPATH=$(VENV)/geonames $(BIN)/python -m sayso.gazetteer.build
	@rm -rf $(VENV)/geonames

gazetteer: $(GAZETTEER) ## make the gazetteer file (a part of demo and test)

demo: $(VENV)/.run $(GAZETTEER) ## read examples/ and show which questions are open
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh

test: $(VENV)/.dev $(GAZETTEER) ## run the tests
	$(BIN)/python -m pytest

lint: $(VENV)/.dev ## style, types and the one-way rule
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(VENV)/.dev $(GAZETTEER) ## quality on the open gold sets; writes docs/quality.md
	$(BIN)/python benchmarks/quality.py --shared $(SHARED) --write docs/quality.md

bench: $(VENV)/.dev $(GAZETTEER) ## speed against the yardstick; writes docs/speed.md
	$(BIN)/python benchmarks/speed.py $(BENCH_TEXTS) --write docs/speed.md

docs: $(VENV)/.dev ## write the generated parts of docs/ anew
	$(BIN)/python docs/generate.py

# What builds it is no part of Sayso and may not meet what is: it has a folder of its own.
$(VENV)/.site: requirements-site.lock | $(VENV)/.run
	@rm -rf $(VENV)/mkdocs
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --target $(VENV)/mkdocs -r $<
	@touch $@

site: $(VENV)/.site ## build docs/ as a site that needs no network, in site/
	NO_MKDOCS_2_WARNING=1 PYTHONPATH=$(VENV)/mkdocs $(BIN)/python -m mkdocs build --quiet --strict
	@! grep -rlE '<(script|link|img|iframe)[^>]+(src|href)="?https?:' site --include='*.html' || { echo "these pages ask another machine for something"; exit 1; }

screenshots: $(VENV)/.dev $(GAZETTEER) ## make the pictures in docs/images anew (needs a Chromium)
	$(BIN)/python docs/screenshots.py

# As with the site: what looks at Sayso from outside has a folder of its own.
$(VENV)/.audit: requirements-audit.lock | $(VENV)/.run
	@rm -rf $(VENV)/auditing
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --target $(VENV)/auditing -r $<
	@touch $@

# Both are run before it fails, so that one finding does not hide another.
audit: $(VENV)/.audit sbom ## what bandit finds in src, and what is known of the locked packages (asks the network)
	@export PYTHONPATH=$(CURDIR)/$(VENV)/auditing; failed=0; \
	$(BIN)/python -m bandit --quiet --configfile pyproject.toml --recursive src || failed=1; \
	$(BIN)/python supply/valid.py sbom.cdx.json || failed=1; \
	$(BIN)/python supply/known.py $(wildcard requirements*.lock) || failed=1; \
	exit $$failed

sbom: $(VENV)/.run ## write the bill of materials (CycloneDX) to sbom.cdx.json, and docs/components.md
	$(BIN)/python supply/sbom.py --to sbom.cdx.json --write docs/components.md

lock: $(VENV)/.dev ## resolve the locks anew (hashes, no addresses)
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --output-file requirements.lock
	$(BIN)/uv pip compile requirements-gazetteer.in --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --output-file requirements-gazetteer.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --output-file requirements-dev.lock
	$(BIN)/uv pip compile requirements-site.in --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --output-file requirements-site.lock
	$(BIN)/uv pip compile requirements-audit.in --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --output-file requirements-audit.lock

clean: ## remove what was built
	rm -rf $(VENV) $(GAZETTEER) build dist site sbom.cdx.json .demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache src/*.egg-info
