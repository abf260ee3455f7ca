# Needs make and Python 3.11 or newer; everything else goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
# Processes that share the tests, three for two cores: they often wait for a server or a browser. Neighbours, which
# share what was set up for them, go to one process (worksteal), until another has nothing left to do.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(max(2, (os.cpu_count() or 2) * 3 // 2))')
# What is compiled is kept: a run of the tests starts the application and its commands a hundred times.
unexport PYTHONDONTWRITEBYTECODE
# Two sets of packages: what the application needs, and all that developers and CI need.
RUNTIME := $(VENV)/runtime-installed
STAMP := $(VENV)/installed
# Who has the second needs no first.
TO_RUN := $(if $(wildcard $(STAMP)),$(STAMP),$(RUNTIME))
# Debian's names of what the tests need besides Python: a browser, a spreadsheet program, and what reads its pages.
BROWSER_PACKAGES := chromium-headless-shell fonts-noto-core
OFFICE_PACKAGES := libreoffice-calc-nogui poppler-utils fonts-noto-core
UV := uv==0.13.9
LOCK := uv --quiet --no-config pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url

.DEFAULT_GOAL := help
.PHONY: help install run test check bench screenshots docs lock format clean browser office

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

install: $(STAMP) ## set up .venv with everything pinned in requirements-dev.txt

$(STAMP): requirements-dev.txt
	$(call set_up,requirements-dev.txt)
	@touch $@

$(RUNTIME): requirements.txt
	$(call set_up,requirements.txt)
	@touch $@

define set_up
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo 'Python 3.11 or newer is needed: call make with PYTHON=/path/to/it.' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo 'This Python cannot make virtual environments: install its venv package (python3-venv).' >&2; exit 1; }
	@echo 'Setting up $(VENV) (half a minute or more) ...'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1)
endef

run: $(TO_RUN) ## start the application: training mode unless it is set up as a service (docs/operations.md)
	@$(BIN)/python -m streamlit run app.py --server.port $(PORT)

test: $(STAMP) browser office ## run all tests
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal -m 'not browser'
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal -m browser tests/browser

browser:
	@for name in chromium-headless-shell chromium chromium-browser google-chrome; do ! command -v $$name >/dev/null || exit 0; done; \
	$(call install_packages,$(BROWSER_PACKAGES),There is no Chromium: the tests in a browser are skipped.)

office:
	@if command -v soffice >/dev/null && command -v pdftotext >/dev/null; then exit 0; fi; \
	$(call install_packages,$(OFFICE_PACKAGES),There is no LibreOffice: the tests that recalculate workbooks are skipped.)

define install_packages
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo 'Installing $(1) ...'; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
		apt-get install -qq --yes --no-install-recommends $(1) >/dev/null; \
	else \
		echo '$(2) On Debian: apt-get install $(1)'; \
	fi
endef

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
	@$(BIN)/python -m benchmarks.live

screenshots: $(STAMP) browser ## picture every page for every role into build/screenshots
	@$(BIN)/python -m tests.browser.screenshots

docs: $(STAMP) browser ## write what commands print now, the pictures and the issue codes into the documentation
	@$(BIN)/python -m tests.docs.refresh
	@$(BIN)/python -m tests.docs.pictures
	@$(BIN)/python -m tests.docs.page_picture
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
