# The commands of this repository; each does everything it needs first. "make help" lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# Start-up takes twice as long without compiled bytecode, so a machine's wish not to write any stops here.
unexport PYTHONDONTWRITEBYTECODE PYTHONPYCACHEPREFIX

PY := .venv/bin/python
REFLEKS := $(PY) -m bot.cli
ARGS ?=
# Whole files at a time: a file shares its databases, browser and running Refleks. Three processes keep
# two cores busy, for one of them mostly waits (tests/support/order.py).
PARALLEL ?= -n 3 --dist loadfile --no-loadscope-reorder

.PHONY: help run demo train evaluate bench test soak kill-matrix lint format lock fresh clean environment test-environment

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: environment ## Start everything; prints the address of the web page
	@$(REFLEKS) run --prepare --sign-in-link

evaluate: environment ## Measure how held-out messages are understood; the report is in results/
	@$(REFLEKS) train --if-needed
	@$(REFLEKS) evaluate $(ARGS)

bench: test-environment ## Time what people wait for, with 100,000 reflections; ARGS="--size 10000" is quicker
	@scripts/test_services.sh
	@$(PY) -m benchmarks $(ARGS)

demo: environment ## Make made-up people to try Refleks with, in a database of their own
	@$(REFLEKS) demo

train: environment ## Train the model, also when nothing has changed
	@$(REFLEKS) train

environment:
	@scripts/environment.sh run

test-environment:
	@scripts/environment.sh test

test: test-environment ## Run every test; ARGS="tests/web -x" runs some
	@scripts/test_services.sh
	@$(REFLEKS) train --if-needed
	@$(PY) -m pytest $(PARALLEL) $(or $(ARGS),--cov --cov-report=)
	@$(if $(ARGS),,scripts/coverage.sh)

soak: test-environment ## The tests that kill processes, 20 times each
	@scripts/test_services.sh
	@$(REFLEKS) train --if-needed
	@$(PY) -m pytest --soak $(ARGS) tests/e2e

kill-matrix: test-environment ## Kill workers at every step of a reminder; writes docs/kill-matrix.md
	@scripts/test_services.sh
	@$(PY) -m tests.support.kill_matrix_page docs/kill-matrix.md $(ARGS)

lint: test-environment ## Check style, types, the direction of imports and Rasa's data
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports --no-logo
	@$(REFLEKS) check-data
	@scripts/validate_data.sh

format: test-environment ## Format the code and mend what can be mended by itself
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

lock: ## Bring the locks in step with pyproject.toml; ARGS=--upgrade takes the newest versions
	@scripts/lock.sh $(ARGS)

fresh: ## Clone into an empty folder with an empty home, and time the README's commands there
	@scripts/fresh_clone_check.sh $(ARGS)

clean: ## Remove what can be made again (not var/, where your data is)
	@rm -rf .venv .tools models build results .rasa .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage* *.egg-info
