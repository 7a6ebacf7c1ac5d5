# `make` alone lists the targets.
VENV := .venv
PY := $(VENV)/bin/python

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench locales clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 16

$(VENV)/.run: pyproject.toml constraints.txt scripts/set-up
	@scripts/set-up run

$(VENV)/.dev: pyproject.toml constraints.txt scripts/set-up
	@scripts/set-up dev

demo: $(VENV)/.run ## Play with four phones in the browser (SQLite, no account needed)
	@$(PY) -m bot demo

test: $(VENV)/.dev ## Run every test, on SQLite and PostgreSQL, and in a browser
	@scripts/set-up browser
	@$(PY) -m pytest --numprocesses auto --dist worksteal $(ARGS)

lint: $(VENV)/.dev ## Check style, types, imports, catalogues and simple language
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-cache
	@$(PY) -m locales.workshop check
	@$(PY) scripts/check_tree.py

locales: $(VENV)/.dev ## Gather texts from the code into every catalogue, then check them
	@$(PY) -m locales.workshop update
	@$(PY) -m locales.workshop check

bench: $(VENV)/.dev ## Measure against peers in the same run (one JSON object a line)
	@$(PY) -m benchmarks

clean: ## Remove the virtual environment and all local data
	rm -rf $(VENV) var
