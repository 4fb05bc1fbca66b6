# Everything a newcomer needs; `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help setup demo demo-login test check fix docs looked-through lock sbom gallery bench bench-smoke browser database proxy kills spark

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
READY := $(VENV)/.ready
ROOMS := domain language store office access pipelines metrics dashboard api door studies bench cli server.py streamlit_app.py

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

$(READY): requirements.lock pyproject.toml bin/uv.lock.txt
	@PYTHON="$(PYTHON)" sh bin/set-up $(VENV)
	@touch $(READY)

setup: $(READY) ## make the environment in .venv from the lock file

demo: $(READY) ## set up, make synthetic data, serve the app on port 8501
	$(BIN)/wams demo

demo-login: $(READY) ## the same with signing in: six made-up people and a provider on this machine
	$(BIN)/wams demo-login

test: $(READY) browser database proxy ## set up, all checks and all tests, browser included
	$(MAKE) -j 2 looked-through bench-smoke # each works on one core
	$(BIN)/pytest -n 2 --dist loadscope --no-loadscope-reorder

check: looked-through ## style, types, one-way imports, generated docs, known weaknesses, licences, headers
	$(BIN)/pytest tests/door/test_served.py -k headers

looked-through: $(READY) # all of the check that is no test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports
	$(BIN)/python -m cli.docs --check
	sh bin/check-scripts $(VENV)
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml $(ROOMS)
	$(BIN)/python bin/check_weaknesses.py requirements.lock
	$(BIN)/reuse lint --quiet

fix: $(READY) ## put style right where a machine can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	sh bin/check-scripts $(VENV) --write

docs: $(READY) ## write the generated pages in docs/ again
	$(BIN)/python -m cli.docs

gallery: $(READY) browser ## screenshots of every screen into var/gallery and the one of the README
	$(BIN)/python -m tests.dashboard.screenshots var/gallery

bench: $(READY) browser ## race the reference page against Plotly Dash and plain Streamlit; wants a machine that does nothing else
	$(BIN)/wams bench ui

bench-smoke: $(READY) browser ## each measuring command in a small form, so that none rots
	$(BIN)/wams bench smoke

kills: $(READY) ## 400 seeded kills of the store while answers are made, 200 of the intake, 200 of handing in
	$(BIN)/pytest -m kills

spark: ## put up Spark in .venv-spark from a lock of its own; wants Java 17
	@PYTHON="$(PYTHON)" sh bin/have-spark

browser:
	@sh bin/have-chromium

database:
	@sh bin/have-postgres >/dev/null

proxy: # where there is none to be had, its test says so and is left out
	-@sh bin/have-caddy >/dev/null

sbom: $(READY) ## what the monitor is made of, as CycloneDX 1.6, into var/sbom.cdx.json
	@mkdir -p var
	$(BIN)/python bin/bill_of_materials.py requirements.lock var/sbom.cdx.json

lock: ## lock all dependencies again, with hashes and without addresses
	uv=$$(PYTHON="$(PYTHON)" sh bin/have-uv) && UV_SYSTEM_CERTS=true $$uv pip compile pyproject.toml --extra dev \
	  --generate-hashes --no-emit-index-url --universal --python-version 3.11 --quiet --output-file requirements.lock && \
	  UV_SYSTEM_CERTS=true $$uv pip compile requirements-spark.in \
	  --generate-hashes --no-emit-index-url --universal --python-version 3.11 --quiet --output-file requirements-spark.lock
