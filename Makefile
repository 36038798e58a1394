# Every target sets up what it needs. PYTHON may name another interpreter, 3.11 or newer.
PYTHON ?= python3
BIN := .venv/bin
PYTEST_FLAGS ?=
BENCH_FLAGS ?=
DEMO_FLAGS ?=
FUZZ ?= text
FUZZ_SECONDS ?= 60
MUTANTS_FLAGS ?=
NEW ?=
NOX_FLAGS ?=

PYTEST = $(BIN)/pytest --numprocesses=auto --dist=worksteal
# What tells most about a change of the core in a few seconds.
QUICK := tests/html tests/render tests/shortcodes tests/source tests/test_fixtures.py tests/test_transform.py \
	tests/test_wordpress_agreement.py --ignore=tests/shortcodes/test_values.py

# Read from its file: what is installed may still be of the version before.
VERSION = $(shell sed -n 's/^__version__ = "\(.*\)"/\1/p' pelican_mks/__init__.py)
TOWNCRIER = $(BIN)/towncrier build --version $(VERSION)

.PHONY: help demo serve test quick search test-browsers test-firefox test-webkit test-orca test-matrix check format words docs changes changelog dist picture bench fuzz mutants clean

help: ## Show what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST)

demo: .venv/demo ## Build the demo site into output/
	$(BIN)/pelican --settings pelicanconf.py --output output $(DEMO_FLAGS)
	@echo 'The site is built. Open output/index.html in a browser, or type: make serve'

serve: .venv/demo ## Show the demo site at http://127.0.0.1:8000 and rebuild it on every change
	@echo 'The site is at http://127.0.0.1:8000; Ctrl+C ends it.'
	$(BIN)/pelican --settings pelicanconf.py --output output --autoreload --listen

test: .venv/test ## Run every check and every test
	$(BIN)/python -m tests.browser.chromium
	$(MAKE) --no-print-directory check
	$(PYTEST) $(PYTEST_FLAGS)

quick: check ## Run the checks, and the core's tests: for while you write
	$(PYTEST) $(QUICK) $(PYTEST_FLAGS)

search: .venv/test ## Run the tests that search at random, for longer than by default
	$(PYTEST) --hypothesis-profile=thorough -m hypothesis $(PYTEST_FLAGS)

test-browsers: test-firefox test-webkit test-orca ## The widget's tests in Firefox and in WebKit (on Linux), and with a screen reader

test-firefox test-webkit: test-%: .venv/test
	$(BIN)/python -m tests.browser.$*
	MKS_ENGINE=$* $(PYTEST) tests/browser $(PYTEST_FLAGS)

test-orca: .venv/test
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.browser.firefox
	$(BIN)/python -m tests.browser.orca
	MKS_ENGINE=chromium $(BIN)/pytest tests/browser/test_orca.py $(PYTEST_FLAGS)
	MKS_ENGINE=firefox $(BIN)/pytest tests/browser/test_orca.py $(PYTEST_FLAGS)

test-matrix: .venv-matrix/done ## The tests with other Pythons, Pelicans and dependencies, and of the sdist
	.venv-matrix/bin/nox $(NOX_FLAGS)

check: .venv/test ## Check format, style, types and workflows
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml

format: .venv/test ## Format the code and repair what can be repaired
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format

words: .venv/test ## Write the catalogues of the plugin's own words anew, and compile them; NEW=cy begins one
	$(BIN)/python -m tools.words $(NEW)

docs: .venv/demo .venv/release ## Write anew what the documentation takes from the code
	$(BIN)/python -m tools.docs

changes: .venv/release ## Show what the changelog will tell of the next version
	$(TOWNCRIER) --draft

changelog: .venv/release ## Move it into CHANGELOG.md, below the version that pelican_mks/__init__.py names
	$(TOWNCRIER) --yes

dist: .venv/release ## Build the wheel and the sdist into dist/, and check them
	rm -rf dist
	$(BIN)/python -m build
	$(BIN)/twine check --strict dist/*

picture: demo .venv/test ## Take the README's pictures of the widget anew
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tools.picture

bench: .venv/bench ## Measure what it costs, compared with WordPress, and write docs/benchmarks.md
	$(BIN)/python -m benchmarks $(BENCH_FLAGS)

fuzz: .venv/fuzz ## Search for inputs that break what always holds, for FUZZ_SECONDS; FUZZ=live names a search
	$(BIN)/python -m tests.fuzz $(FUZZ) -max_total_time=$(FUZZ_SECONDS)

mutants: .venv/mutants ## Change the package in small ways, a random sample, and list what no test notices
	$(BIN)/python -m tools.mutants $(MUTANTS_FLAGS)

clean: ## Remove everything that was made
	rm -rf .venv .venv-matrix .cache mutants output dist

.venv/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 or newer is needed: make PYTHON=/path/to/python'; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(SUDO) apt-get install --yes python3-venv || \
		{ echo 'This Python cannot make virtual environments: install its venv module.'; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --upgrade 'pip>=25.1'
	@touch $@

.venv/demo: .venv/pip pyproject.toml
	$(BIN)/pip install --quiet --editable .
	@touch $@

.venv/test: .venv/demo
	$(BIN)/pip install --quiet --group lint --group test --group browser
	@touch $@

.venv/release: .venv/pip pyproject.toml
	$(BIN)/pip install --quiet --group release
	@touch $@

.venv/fuzz: .venv/test
	$(BIN)/pip install --quiet --group fuzz || \
		{ echo 'atheris, the fuzzer, cannot be installed for this Python and system: where there is no wheel of it, it needs clang. Another Python: make clean fuzz PYTHON=…'; exit 1; }
	@touch $@

.venv/mutants: .venv/test
	$(BIN)/pip install --quiet --group mutants
	@touch $@

.venv/bench: .venv/demo
	@test -d /usr/share/wordpress && command -v php >/dev/null || \
		$(SUDO) apt-get install --yes --no-install-recommends php-cli wordpress || \
		echo 'WordPress cannot be installed here: the benchmark runs without it.'
	@touch $@

.venv-matrix/done: pyproject.toml
	$(PYTHON) -m venv .venv-matrix
	.venv-matrix/bin/pip install --quiet --upgrade 'pip>=25.1'
	.venv-matrix/bin/pip install --quiet --group matrix
	@touch $@

SUDO := $(shell test "$$(id -u)" = 0 || echo sudo)
