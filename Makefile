# The two commands a newcomer needs are `make demo` and `make test`; both set up .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CROSS := $(VENV)/crosscheck
# Tests in a pseudo-terminal wait: four at once at least.
export PYTEST_XDIST_AUTO_NUM_WORKERS ?= $(shell n=$$(getconf _NPROCESSORS_ONLN); echo $$((n > 4 ? n : 4)))
# Each worker and each program that a test starts would compile all anew where an environment keeps nothing compiled.
export PYTHONDONTWRITEBYTECODE :=
PIP_INSTALL := python -m pip install --quiet --disable-pip-version-check

.PHONY: demo quick test crosscheck coverage mutants long benchmark benchmark-table format picture reference clean

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/$(PIP_INSTALL) --constraint constraints.txt --editable '.[dev]'
	$(BIN)/$(PIP_INSTALL) --constraint constraints.txt --no-deps axe-playwright-python   # only its axe.min.js is read
	touch $(READY)

demo: $(READY)            ## build the sample review in ./demo-review (kept from one run to the next) and open the app
	$(BIN)/tamis demo demo-review

CHECKS = 'ruff format --check .' 'ruff check .' mypy 'lint-imports --no-cache'
QUICK = $(CHECKS) 'python -m pytest -m quick --hypothesis-profile quick tests/core tests/store tests/tui/screens'
# All tests are compiled once, beside the checks, and not once a worker; what fails in them is said when they run.
COMPILED = $(BIN)/python -m pytest --collect-only -qq > /dev/null 2>&1 || true

quick: $(READY)           ## format, lint, types, import contracts, what is cheap of core and store, a test a room of screens; prints its CPU
	@set -e; export PYTHONPATH=.; for check in $(QUICK); do echo "$$check"; $(BIN)/$$check; done; times

test: $(READY)            ## format, lint, spelling, dependencies, types, import contracts, tests
	@set -e; export PYTHONPATH=.; ($(COMPILED)) & for check in $(CHECKS) codespell 'deptry .'; do echo "$$check"; $(BIN)/$$check; done; wait
	$(BIN)/python -m pytest -n auto --dist worksteal

$(CROSS)/.ready: tests/crosscheck.txt
	$(PYTHON) -m venv $(CROSS)
	$(CROSS)/bin/$(PIP_INSTALL) --requirement tests/crosscheck.txt
	touch $@

crosscheck: $(CROSS)/.ready   ## the statistics beside scikit-learn's, statsmodels', krippendorff's and irrCAC's
	$(CROSS)/bin/python -m pytest -m crosscheck -W ignore::pytest.PytestConfigWarning tests/core/agreement/test_crosscheck.py

coverage: $(READY)        ## the same tests, traced; then what no test runs, folder by folder and line by line
	rm -rf .coverage .coverage.d && mkdir -m 1777 .coverage.d   # other accounts that tests act as write there too
	$(BIN)/coverage run -m pytest -n auto --dist worksteal
	@$(BIN)/coverage combine --quiet
	@$(BIN)/python -m tests.coverage_table

mutants: $(READY)         ## small faults put in one by one, and those that no test finds; ARGS="core/dedup --count 40 --seed x"
	nice $(BIN)/python -m tests.mutants $(ARGS)

long: $(READY)            ## the minutes-long failure tests, and ten times the examples of those that draw them
	$(BIN)/python -m pytest -m 'long or hypothesis' --hypothesis-profile long

benchmark: $(READY)       ## timings, printed and asserted nowhere
	$(BIN)/python -m pytest -m benchmark -s

benchmark-table: $(READY) ## one table of CPU and memory at three sizes, beside other programs, written into docs/benchmarks.md
	@$(BIN)/python -m tests.benchmarks.table

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

picture: $(READY)         ## draw the README's picture anew
	$(BIN)/python -m tests.e2e.test_picture

reference: $(READY)       ## write what is generated in docs/ anew
	$(BIN)/python -m tests.reference
	$(BIN)/python -m tests.tutorial

clean:
	rm -rf $(VENV) demo-review .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage .coverage.d
