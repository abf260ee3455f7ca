# Needs make and Python 3.11 or newer; everything else goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Processes that share the tests: worth it once they run longer than a few seconds.
WORKERS ?= 0
STAMP := $(VENV)/installed
UV := uv==0.13.9
LOCK := uv --quiet --no-config pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url

.DEFAULT_GOAL := help
.PHONY: help install run test check bench docs lock format clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

install: $(STAMP) ## set up .venv with everything pinned in requirements-dev.txt

$(STAMP): requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo 'Python 3.11 or newer is needed: call make with PYTHON=/path/to/it.' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo 'This Python cannot make virtual environments: install its venv package (python3-venv).' >&2; exit 1; }
	@echo 'Setting up $(VENV) ...'
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

run: $(STAMP) ## check the shipped questionnaire (the application comes with a later release)
	@$(BIN)/python -m assessment check
	@echo 'This release has the questionnaire, its scoring and the command line: see $(BIN)/python -m assessment --help'
	@echo 'The application with pages to answer and compare comes with a later release.'

test: $(STAMP) ## run all tests
	@$(BIN)/python -m pytest --numprocesses $(WORKERS)

check: $(STAMP) ## check style, types, import rules, content and documentation
	@echo '== Style'
	@$(BIN)/ruff check --quiet
	@echo '== Format'
	@$(BIN)/ruff format --check --quiet
	@echo '== Types'
	@$(BIN)/mypy
	@echo '== Import rules'
	@$(BIN)/lint-imports --no-logo
	@echo '== Content'
	@$(BIN)/python -m assessment check
	@echo '== Documentation'
	@$(BIN)/python -m pytest -q tests/docs

bench: $(STAMP) ## compare with independent implementations and measure speed
	@$(BIN)/python -m benchmarks

docs: $(STAMP) ## write what commands print now, the picture and the issue codes into the documentation
	@$(BIN)/python -m tests.docs.refresh
	@$(BIN)/python -m tests.docs.pictures
	@$(BIN)/python -m tests.docs.issue_codes

format: $(STAMP) ## put imports in order and format the code
	@$(BIN)/ruff check --quiet --fix --select I
	@$(BIN)/ruff format

lock: ## write requirements.txt and requirements-dev.txt from the .in files
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && \
	$(PYTHON) -m venv "$$tools" && "$$tools/bin/python" -m pip install --quiet '$(UV)' && \
	export PATH="$$tools/bin:$$PATH" UV_CUSTOM_COMPILE_COMMAND='make lock' && \
	$(LOCK) requirements.in --output-file requirements.txt && \
	$(LOCK) requirements-dev.in --output-file requirements-dev.txt

clean: ## remove .venv, caches and build results
	@rm -rf $(VENV) build dist *.egg-info .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
