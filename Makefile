# `make run` serves the app; `make test` runs every check. Both install what they need into .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# On Linux the registry has PyTorch with gigabytes for graphics cards. The build without them (this one: Python 3.11 on
# x86-64) is found where pip is told to look.
TORCH_FOR_LINUX := 2.13.0+cpu 6746dbcbeb526eb61330b76b41ff1b4eb848951103a892eeb080dfa2b264667b
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
  --no-emit-find-links --no-annotate -q
OTHER_NUMPY := 2.3.5
# These need nothing but a processor.
QUICK_TESTS := tests/unit/agent tests/unit/question_bank tests/unit/question_bank_packages tests/unit/rubric \
  tests/unit/transcripts tests/interviewer
# These load the machine themselves, measure how it does, or need a screen to themselves. All others can share it.
ALONE_TESTS := tests/browser tests/acceptance/test_queue.py tests/attacks/test_soak.py tests/contract/test_determinism.py
PAGE := server/static/sources.sha256
PAGE_SOURCES := $(shell find web -path web/node_modules -prune -o -type f -print 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help run test test-llm check fast torch page bench soak screenshots lock schema clean

help: ## Show this help
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/.run $(PAGE) ## Install and serve the app; prints the address to open
	@$(BIN)/thinkaloud serve

test: check ## Install and run every check and test, the quick ones first
	@$(BIN)/python -m pytest -q -n auto $(QUICK_TESTS)
	@$(BIN)/python -m pytest -q -n auto --dist worksteal $(addprefix --ignore=,$(QUICK_TESTS) $(ALONE_TESTS) tests/llm)
	@$(BIN)/python -m pytest -q $(ALONE_TESTS)

check: $(VENV)/.test $(PAGE) ## Lint, types, layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports > $(VENV)/layers.txt || (cat $(VENV)/layers.txt; exit 1)

fast: check ## The tests that need no sandbox, no browser and no patience
	@$(BIN)/python -m pytest -q -n auto -m "not sandbox and not browser and not slow"

test-llm: $(VENV)/.llm ## An interview with a real, very small language model (builds llama.cpp where pip finds no wheel)
	@$(BIN)/python -m pytest -q -s tests/llm

torch: $(VENV)/.torch ## Install PyTorch and transformers, for the questions that use them

page: $(VENV)/.run $(PAGE) ## Build the page

schema: $(VENV)/.test ## Write the protocol's JSON schema, the TypeScript types and the generated documents
	@$(BIN)/python scripts/generate.py

soak: $(VENV)/.run ## A thousand good and hostile runs in a row, quiet and under load; says what is left
	@$(BIN)/python bench/soak.py
	@$(BIN)/python bench/soak.py --loaded

screenshots: $(VENV)/.test $(PAGE) ## Make the README's pictures with a real session
	@$(BIN)/python scripts/screenshots.py docs/images

other-numpy: ## Verify the bank with another minor version of NumPy, in an environment of its own
	@$(PYTHON) -m venv $(VENV)/other-numpy
	@$(VENV)/other-numpy/bin/python -m pip install -q --require-hashes -r requirements/run.txt
	@$(VENV)/other-numpy/bin/python -m pip install -q --require-hashes -r requirements/torch.txt
	@$(VENV)/other-numpy/bin/python -m pip install -q --no-deps numpy==$(OTHER_NUMPY)
	@$(VENV)/other-numpy/bin/python -m server.cli questions verify

lock: ## Pin the requirements again (needs uv)
	@$(LOCK) --no-deps requirements/llm.in -o requirements/llm.txt
	@for name in run test bench; do $(LOCK) requirements/$$name.in -o requirements/$$name.txt; done
	@$(LOCK) --no-deps requirements/torch.in -o requirements/torch.txt
	@printf "torch==%s ; sys_platform == 'linux' \\\\\n    --hash=sha256:%s\n" $(TORCH_FOR_LINUX) >> requirements/torch.txt

clean: ## Remove everything that was built or installed
	rm -rf $(VENV) server/static web/node_modules test-output .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || (echo "thinkaloud needs Python 3.11 or later; name one with: make PYTHON=/path/to/python $(MAKECMDGOALS)"; exit 1)
	@echo "Installing into $(VENV) (a few minutes the first time) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml hatch_build.py | $(BIN)/python
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps -e .
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.run | $(BIN)/python
	@$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/.torch: requirements/torch.txt $(VENV)/.run | $(BIN)/python
	@$(PIP) install --require-hashes -r requirements/torch.txt \
	  || (echo "pip found no build of PyTorch for the processor alone. Tell it where to look (PIP_FIND_LINKS for a folder"; \
	      echo "of wheels, PIP_EXTRA_INDEX_URL for an index), or install one by hand: $(BIN)/python -m pip install torch"; \
	      exit 1)
	@touch $@

# Building llama.cpp takes a quarter of an hour; PIP_FIND_LINKS names a folder with a wheel.
$(VENV)/.llm: requirements/llm.txt $(VENV)/.test | $(BIN)/python
	@$(PIP) install --no-deps -r requirements/llm.txt
	@touch $@

# The build hook makes the page; an editable install runs the hook.
$(PAGE): $(PAGE_SOURCES) | $(VENV)/.run
	@$(BIN)/python hatch_build.py || $(PIP) install --no-deps -e .
	@touch $@
