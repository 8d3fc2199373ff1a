# Diptych. `make run` and `make test` need python3 (3.11 or newer) and make; they set up the rest.

PYTHON ?= python3
OUT ?= out
WORKERS ?= 2
UPGRADE ?=
FILTER ?= not slow and not interop

VENV := .venv
PY := $(VENV)/bin/python
RUN_READY := $(VENV)/ready-to-run
TEST_READY := $(VENV)/ready-to-test
SYSTEM_READY := $(VENV)/ready-system

SETUP := packaging/linux/environment.py packaging/linux/apt.py
COMPILE = UV_CUSTOM_COMPILE_COMMAND='make lock' $(VENV)/bin/uv pip compile --quiet --universal \
	--generate-hashes --no-emit-index-url --no-annotate --constraint packaging/lock/constraints.txt \
	$(if $(UPGRADE),--upgrade) pyproject.toml

# The first of these that this machine allows starts a program with no network at all.
CUT_OFF = $(firstword $(foreach way,-n -cn@--keep-caps -rn,$(if $(shell unshare $(subst @, ,$(way)) true 2>&1 || echo no),,unshare@$(way))))
# Tests see a fresh home, one locale, and no display.
HERMETIC = env -u DISPLAY -u WAYLAND_DISPLAY -u XDG_CONFIG_HOME -u XDG_DATA_HOME -u XDG_CACHE_HOME \
	-u XDG_STATE_HOME -u ARGOS_PACKAGES_DIR LANG=C.UTF-8 LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test test-slow test-interop lint types bench bench-translation bench-alarms bench-anchors bench-reading \
	bench-crash screenshots lock clean check-python pytest interop-programs

help: ## Show this list
	@echo 'make TARGET, where TARGET is one of:'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

run: $(RUN_READY) $(SYSTEM_READY) ## Open the window on the sample story (no display: the same, into OUT=out)
	@$(PY) -m diptych.app.demo --out '$(OUT)'

test: lint types pytest ## Lint, types, and all tests with the network cut

test-slow: FILTER := slow
test-slow: pytest ## The tests marked slow

test-interop: FILTER := interop
test-interop: interop-programs pytest ## Our copies in other programs (LibreOffice, OmegaT); installs them if it may

lint: $(TEST_READY) ## Style, formatting and the import contracts
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/lint-imports

types: $(TEST_READY) ## Type checks
	@MYPYPATH=tests:packaging/linux $(VENV)/bin/mypy

bench: $(TEST_READY) $(SYSTEM_READY) ## Measure the program; prints a table and leaves JSON in bench/results
	@$(PY) -m bench

bench-translation: $(TEST_READY) ## Measure translating beside Argos Translate (13 minutes; ARGS=--full: 30 more)
	@$(PY) -m bench.translation $(ARGS)

bench-alarms: $(TEST_READY) ## Measure what the alarms find, and their false alarms
	@$(PY) -m bench.alarms

bench-anchors: $(TEST_READY) ## Measure how notes are found again in changed texts (15 minutes; ARGS=300: fewer trials)
	@$(PY) -m bench.anchors $(ARGS)

bench-reading: $(TEST_READY) $(SYSTEM_READY) ## Measure reading each format, large files, and a thousand wires
	@$(PY) -m bench.reading

bench-crash: $(TEST_READY) $(SYSTEM_READY) ## Kill the program 500 times and look at what is lost (10 minutes; ARGS='--kills 50')
	@$(PY) -m bench.crash $(ARGS)

screenshots: $(TEST_READY) $(SYSTEM_READY) ## Pictures of the window into docs/pictures
	@$(HERMETIC) $(PY) -m diptych.app.screenshots docs/pictures

lock: $(TEST_READY) ## Refresh packaging/lock after a change of dependencies (UPGRADE=1: newest of all)
	@$(COMPILE) --output-file packaging/lock/run.txt
	@$(COMPILE) --group dev --output-file packaging/lock/dev.txt
	@echo 'Refreshed. Read the difference, then: make test'

clean: ## Remove the environment, caches and what was built
	rm -rf $(VENV) build dist out .mypy_cache .pytest_cache .ruff_cache .import_linter_cache \
		.hypothesis bench/results *.egg-info desktop/*.egg-info
	find desktop resources tests bench packaging -name __pycache__ -type d -prune -exec rm -rf {} +

pytest: $(TEST_READY) $(SYSTEM_READY)
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT; \
	cut='$(subst @, ,$(CUT_OFF))'; \
	echo "Network: $${cut:-guarded inside the tests; this machine lets nobody cut it} "; \
	$(HERMETIC) HOME="$$home" $$cut $(PY) -m pytest -n $(WORKERS) -m '$(FILTER)' $(ARGS) || { \
		status=$$?; \
		echo 'To look at one failure: QT_QPA_PLATFORM=offscreen $(PY) -m pytest PATH::NAME -vv -p no:randomly'; \
		exit $$status; }

interop-programs: $(TEST_READY)
	@$(PY) packaging/linux/interop.py

check-python:
	@command -v $(PYTHON) >/dev/null || { \
		echo 'Diptych needs Python 3.11 or newer, and there is no $(PYTHON). On Debian and Ubuntu: sudo apt-get install python3' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Diptych needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). If a newer one is installed: make PYTHON=python3.12 run" >&2; exit 1; }

$(RUN_READY): packaging/lock/run.txt pyproject.toml $(SETUP) | check-python
	@$(PYTHON) packaging/linux/environment.py $(VENV) packaging/lock/run.txt
	@touch $@

# The lock for work on Diptych holds all that running needs.
$(TEST_READY): packaging/lock/dev.txt packaging/lock/run.txt pyproject.toml $(SETUP) | check-python
	@$(PYTHON) packaging/linux/environment.py $(VENV) packaging/lock/dev.txt
	@touch $(RUN_READY) $@

# Either way of setting up will do; only a missing environment asks for one.
$(SYSTEM_READY): packaging/linux/system_libraries.py packaging/linux/apt.py | $(if $(wildcard $(PY)),,$(RUN_READY))
	@$(PY) packaging/linux/system_libraries.py
	@touch $@
