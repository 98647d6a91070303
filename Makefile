# trtui: everything here needs Python 3.11 or newer and make; `make help` lists what there is.
.DEFAULT_GOAL := help
.PHONY: help demo test lint bench contrast docs lock wheel clean
MAKEFLAGS += --no-print-directory
BIN := .venv/bin
# `auto` is one worker per core; more than four gain nothing beside one PostgreSQL server.
WORKERS ?= auto

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name what; do printf '  make %-9s %s\n' "$$name" "$$what"; done

demo: ## open the workspace on sample data (ARGS="--clients 5000" for more)
	@echo "trtui demo: an invented agency in a store that is thrown away when you leave (ctrl+q)."
	@.ci/venv run
	@$(BIN)/trtui demo $(ARGS)

test: lint ## check and test everything, on SQLite and PostgreSQL (ARGS="-k queue" for a part)
	@$(BIN)/python -m pytest -n $(WORKERS) --maxprocesses 4 --dist worksteal $(ARGS)

lint: ## check layers, style and types
	@.ci/venv test
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy

bench: ## measure the budgets beside their peers, one table, at most ten minutes (ARGS="search start" for a part)
	@.ci/venv test
	@$(BIN)/python -m tests.bench $(ARGS)

contrast: ## print how well everything can be read in every theme (ARGS=trtui-dark for one)
	@.ci/venv test
	@$(BIN)/python -m tests.ui.contrast $(ARGS)

docs: ## make the key table, the command list and the pictures of the README anew
	@.ci/venv run
	@$(BIN)/python .ci/docs

lock: ## resolve requirements.lock anew, keeping versions that still fit (ARGS=--upgrade for newer ones)
	@.ci/venv run
	@$(BIN)/python -m venv .venv/locker
	@.venv/locker/bin/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/python .ci/lock .venv/locker/bin/uv $(ARGS)

wheel: ## build wheel and source distribution into dist/
	@.ci/venv run
	@$(BIN)/python -m hatchling build

clean: ## remove what was made here: .venv, caches, builds, benchmark stores
	@rm -rf .venv .bench dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
