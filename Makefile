# Two commands are enough: `make up` and `make test`. Everything else is for convenience.
.DEFAULT_GOAL := help
.PHONY: help up test lint unit journeys torture bench reset messages lock

PYTHON := .venv/bin/python
export NIVAS_HOME ?= $(CURDIR)/.nivas
# Whoever has this set has every program compile every package anew, which is most of a start.
unexport PYTHONDONTWRITEBYTECODE

# Only the people who work for Nivas read these, and they read English.
NOT_TRANSLATED := .venv .nivas tests project/demo backoffice templates/admin templates/backoffice templates/unfold templates/wagtailadmin

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

up: .venv/runtime.stamp ## start Nivas on this machine, until Ctrl-C
	@exec $(PYTHON) manage.py up $(ARGS)

test: .venv/development.stamp ## run everything CI runs, browsers included
	@exec $(PYTHON) -m tests

lint: .venv/development.stamp ## run the gates that read the code
	@exec $(PYTHON) -m tests lint

unit: .venv/development.stamp ## run the tests that need no browser
	@exec $(PYTHON) -m tests unit

journeys: .venv/development.stamp ## run the tests in a browser
	@exec $(PYTHON) -m tests journeys

torture: .venv/development.stamp ## break the money code on purpose: MINUTES=30, or SEED= to see a failure again
	@exec $(PYTHON) -m tests.torture --minutes $(or $(MINUTES),30) --seed "$(SEED)"

bench: .venv/development.stamp ## run the benchmarks; writes bench.json
	@exec $(PYTHON) -m tests.benchmarks $(ARGS)

messages: .venv/development.stamp ## collect what is to be translated, and compile what is
	@$(PYTHON) manage.py makemessages --locale hi --locale kn --no-obsolete --add-location file $(NOT_TRANSLATED:%=--ignore '%/*')
	@$(PYTHON) -m project.kernel.words locale

reset: ## delete the database and everything in NIVAS_HOME, after asking
	@deploy/reset.sh

lock: ## resolve requirements*.in into the hashed locks (needs uv)
	@deploy/lock.sh

# A stamp is older than what it was made from exactly when something changed.
.venv/runtime.stamp: requirements.lock deploy/bootstrap.sh
	@deploy/bootstrap.sh runtime

.venv/development.stamp: requirements-dev.lock tests/lighthouse/package-lock.json deploy/bootstrap.sh
	@deploy/bootstrap.sh development
