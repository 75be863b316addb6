# Every target makes what it needs: .venv with the runtime packages for the site, with the
# development packages besides for the rest. Nothing outside this folder is written.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PY     := $(BIN)/python
PIP    := $(PY) -m pip --disable-pip-version-check --no-input
SITE   := $(VENV)/.stamp-site
DEV    := $(VENV)/.stamp-dev
UV     := $(VENV)/.uv
SAMPLE := $(PY) tools/sample_office

# Silences Material's notice of its own end of life (CONTRIBUTING.md, The floors).
export NO_MKDOCS_2_WARNING = 1

.DEFAULT_GOAL := site
.DELETE_ON_ERROR:
.PHONY: site serve test check bench lock sample clean help

site: $(SITE)  ## Check, score and build the public site into site/
	$(BIN)/zi build

serve: $(SITE)  ## Show the site at http://127.0.0.1:8000 and follow changes
	$(BIN)/mkdocs serve

test: $(DEV)  ## Run all tests
	$(BIN)/pytest -n auto

check: $(DEV)  ## Run the linter, the formatter's check, the type checker and the floors
	@echo "== ruff check: rules of style and correctness"
	@$(BIN)/ruff check
	@echo "== ruff format --check: layout"
	@$(BIN)/ruff format --check
	@echo "== mypy: types"
	@$(BIN)/mypy
	@echo "== lint-imports: the floors"
	@$(BIN)/lint-imports --no-logo

bench: $(DEV)  ## Measure
	$(PY) -m benchmarks

lock: $(UV)/.stamp  ## Renew constraints.txt with the newest versions that pyproject.toml admits
	@{ echo "# Every version that requirements.txt and requirements-dev.txt may install, for Windows,"; \
	   echo "# Linux and macOS. Written by 'make lock'; do not edit by hand."; \
	   $(UV)/bin/uv pip compile --quiet --universal --upgrade --no-config --no-header \
	     --no-emit-index-url --no-emit-find-links --python-version 3.11.5 \
	     --extra dev pyproject.toml; \
	} > $(UV)/constraints.txt
	@mv $(UV)/constraints.txt constraints.txt
	@echo "constraints.txt is renewed; run 'make check test site' before you commit it."

sample: $(DEV)  ## Write the sample office
	$(SAMPLE)

clean:  ## Remove what was built and cached (not .venv)
	rm -rf site site-internal build dist .zi-cache .hypothesis
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find . -path ./$(VENV) -prune -o -path ./evidence -prune -o \
	  -type d -name __pycache__ -exec rm -rf {} +

help:  ## Show this list
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 10

# Without a Python that runs (moved, or replaced by a newer system) .venv is made from new.
$(shell test -x $(PY) || rm -f $(SITE) $(DEV) $(UV)/.stamp)

# A stamp is older than what it was made from exactly when it must be made again.
$(SITE): requirements.txt constraints.txt pyproject.toml $(PY)
	$(PIP) install --quiet -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(SITE)
	$(PIP) install --quiet -r requirements-dev.txt
	@touch $@

$(UV)/.stamp: $(PY)
	$(PY) -m venv --clear $(UV)
	$(UV)/bin/python -m pip --disable-pip-version-check install --quiet 'uv>=0.9'
	@touch $@

$(PY):
	@command -v $(PYTHON) >/dev/null || { \
	  echo "zi: '$(PYTHON)' is not here. Install Python 3.11.5 or newer, or say make PYTHON=/path/to/python3" >&2; \
	  exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' || { \
	  echo "zi: Python 3.11.5 or newer is needed, '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Say make PYTHON=/path/to/a/newer/python3" >&2; \
	  exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "zi: '$(PYTHON)' has no venv module. On Debian and Ubuntu: apt install python3-venv" >&2; \
	  exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
