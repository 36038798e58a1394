# Every target installs what it needs. PYTHON selects another interpreter, 3.11 or newer.
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

# Otherwise every worker and every command under test compiles all modules again.
unexport PYTHONDONTWRITEBYTECODE
# What a screen reader says depends on the load of the machine: `make test-orca` listens to it alone.
PYTEST = $(BIN)/pytest --numprocesses=auto --dist=worksteal --ignore=tests/browser/test_orca.py
# The tests that find most mistakes in the core within seconds.
QUICK := tests/html tests/render tests/shortcodes tests/source tests/test_fixtures.py tests/test_transform.py \
	tests/test_wordpress_agreement.py --ignore=tests/shortcodes/test_values.py

# Read from the source: the installed version may be outdated.
VERSION = $(shell sed -n 's/^__version__ = "\(.*\)"/\1/p' pelican_mks/__init__.py)
TOWNCRIER = $(BIN)/towncrier build --version $(VERSION)

.PHONY: help demo playground serve test quick search test-browsers test-firefox test-webkit test-orca test-matrix check format words docs changes changelog dist picture bench fuzz mutants clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST)

demo: .venv/demo ## Build the demo site into output/
	$(BIN)/pelican --settings pelicanconf.py --output output $(DEMO_FLAGS)
	@echo 'Built the site. Open output/index.html in a browser, or run: make serve'

playground: demo .venv/playground ## Build the demo site with its playground, which runs Python in the browser
	$(BIN)/python -m tools.playground.build output
	@echo 'The playground needs a server: make serve'

serve: .venv/demo ## Serve the demo site at http://127.0.0.1:8000 and rebuild it on every change
	@echo 'Serving the site at http://127.0.0.1:8000. Press Ctrl+C to stop.'
	$(BIN)/pelican --settings pelicanconf.py --output output --autoreload --listen

test: .venv/test ## Run all checks and tests
	$(BIN)/python -m tests.browser.chromium
	$(MAKE) --no-print-directory check
	$(PYTEST) $(PYTEST_FLAGS)

quick: check ## Run the checks and the core's tests, for quick feedback
	$(PYTEST) $(QUICK) $(PYTEST_FLAGS)

search: .venv/test ## Run the property-based tests with many more examples
	$(PYTEST) --hypothesis-profile=thorough -m hypothesis $(PYTEST_FLAGS)

test-browsers: test-firefox test-webkit test-orca ## Run the browser tests in Firefox and WebKit, and with the Orca screen reader (Linux)

test-firefox test-webkit: test-%: .venv/test
	$(BIN)/python -m tests.browser.$*
	MKS_ENGINE=$* $(PYTEST) tests/browser $(PYTEST_FLAGS)

test-orca: .venv/test
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.browser.firefox
	$(BIN)/python -m tests.browser.orca
	MKS_ENGINE=chromium $(BIN)/pytest tests/browser/test_orca.py $(PYTEST_FLAGS)
	MKS_ENGINE=firefox $(BIN)/pytest tests/browser/test_orca.py $(PYTEST_FLAGS)

test-matrix: .venv-matrix/done ## Run the tests with all supported versions of Python, Pelican and the dependencies, and from the sdist
	.venv-matrix/bin/nox $(NOX_FLAGS)

check: .venv/test ## Check formatting, style, types, prose and workflows
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/python -m tools.prose
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml

format: .venv/test ## Format the code and apply safe fixes
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format

words: .venv/test ## Update and compile the translations; NEW=cy adds a language
	$(BIN)/python -m tools.words $(NEW)

docs: .venv/demo .venv/release ## Regenerate the parts of docs/ that come from the code
	$(BIN)/python -m tools.docs

changes: .venv/release ## Preview the next changelog entry
	$(TOWNCRIER) --draft

changelog: .venv/release ## Move the notes in changes/ into CHANGELOG.md, under the version in pelican_mks/__init__.py
	$(TOWNCRIER) --yes

dist: .venv/release ## Build and check the wheel and the sdist in dist/
	rm -rf dist
	$(BIN)/python -m build
	$(BIN)/twine check --strict dist/*

picture: demo .venv/test ## Update the screenshots in the README
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tools.picture

bench: .venv/bench ## Run the benchmarks against WordPress and update docs/benchmarks.md
	$(BIN)/python -m benchmarks $(BENCH_FLAGS)

fuzz: .venv/fuzz ## Fuzz the invariants for FUZZ_SECONDS; FUZZ=live selects a fuzz target
	$(BIN)/python -m tests.fuzz $(FUZZ) -max_total_time=$(FUZZ_SECONDS)

mutants: .venv/mutants ## Test a random sample of mutants and list the survivors
	$(BIN)/python -m tools.mutants $(MUTANTS_FLAGS)

clean: ## Remove all generated files
	rm -rf .venv .venv-matrix .cache mutants output dist

.venv/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 or newer is required: make PYTHON=/path/to/python'; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(SUDO) apt-get install --yes python3-venv || \
		{ echo 'This Python cannot create virtual environments: install its venv module.'; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --upgrade 'pip>=25.1'
	@touch $@

.venv/demo: .venv/pip pyproject.toml
	$(BIN)/pip install --quiet --editable .
	@touch $@

.venv/playground: .venv/demo
	$(BIN)/pip install --quiet --group playground
	@touch $@

.venv/test: .venv/demo
	$(BIN)/pip install --quiet --group lint --group test --group browser
	@touch $@

.venv/release: .venv/pip pyproject.toml
	$(BIN)/pip install --quiet --group release
	@touch $@

.venv/fuzz: .venv/test
	$(BIN)/pip install --quiet --group fuzz || \
		{ echo 'Cannot install the fuzzer, atheris. Without a wheel for this Python and system it requires clang; or use another Python: make clean fuzz PYTHON=…'; exit 1; }
	@touch $@

.venv/mutants: .venv/test
	$(BIN)/pip install --quiet --group mutants
	@touch $@

.venv/bench: .venv/demo
	@test -d /usr/share/wordpress && command -v php >/dev/null || \
		$(SUDO) apt-get install --yes --no-install-recommends php-cli wordpress || \
		echo 'Cannot install WordPress: the benchmarks run without it.'
	@touch $@

.venv-matrix/done: pyproject.toml
	$(PYTHON) -m venv .venv-matrix
	.venv-matrix/bin/pip install --quiet --upgrade 'pip>=25.1'
	.venv-matrix/bin/pip install --quiet --group matrix
	@touch $@

SUDO := $(shell test "$$(id -u)" = 0 || echo sudo)
