# The commands of this project. A machine needs Python 3.11 or newer and make; the rest is made in .venv.
.DEFAULT_GOAL := help
.PHONY: help run test test-deep bench check format lock clean env env-dev
MAKEFLAGS += --no-print-directory
PY := .venv/bin/python
PORT ?= 8000
export PORT

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: env ## Serve the site with its worker at http://127.0.0.1:8000 (PORT=8001 make run for another port)
	@$(PY) manage.py develop --check-port
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py seed
	@exec $(PY) manage.py develop --reload

test: env-dev ## Pass the tests: on SQLite, on PostgreSQL with Redis, and a first day in a browser; some three minutes
	@exec $(PY) scripts/run_tests.py $(ARGS)

test-deep: env-dev ## Pass the long tests too: faults, volume, many random cases, all journeys in a browser
	@exec $(PY) scripts/run_tests.py --deep $(ARGS)

bench: env-dev ## Measure every page on a large made-up world, beside a bare one; needs PostgreSQL, takes some minutes
	@exec $(PY) -m bench $(ARGS)

check: env-dev ## Look for slips without running the site: style, types, imports, templates, migrations, house rules
	@exec $(PY) scripts/run_checks.py

format: env-dev ## Bring every Python file into the common shape, and mend the slips that can be mended safely
	@.venv/bin/ruff check --quiet --fix . ; .venv/bin/ruff format --quiet .

lock: env-dev ## Write the lock files anew from pyproject.toml (UPGRADE=1 make lock for newer versions)
	@scripts/lock

clean: ## Remove all that was made here: environment, development data, caches
	@rm -rf .venv var staticfiles
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

env:
	@scripts/environment requirements.lock

env-dev:
	@scripts/environment requirements-dev.lock
