# make demo   the whole job on the sample papers        make test   all fast tests
# make lint   ruff and mypy                             make bench  the slow measurements
# make lock   requirements*.lock again, after a change of constraints.txt
# make pictures  the pictures of the page in docs/pictures, from the demo's library (needs playwright and chromium)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Evaluation sets that are not part of the project.
EVAL ?= ../shared/eval

.PHONY: demo test lint bench lock pictures clean

demo: $(VENV)/installed
	$(BIN)/vindplaats demo

test: $(VENV)/installed
	$(BIN)/python -m pytest -m "not slow and not alone" -n 2 --dist loadfile
	$(BIN)/python -m pytest -m "alone and not slow"

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/installed
	$(BIN)/python -m pytest -m slow
	$(BIN)/python benchmarks/bench_cluster.py
	$(BIN)/python benchmarks/bench_commands.py
	$(BIN)/python benchmarks/bench_embedding.py $(EVAL)/retrieval/tk_motie_link_small
	$(BIN)/python benchmarks/bench_page.py
	$(BIN)/python benchmarks/bench_vectors.py
	$(BIN)/python benchmarks/bench_verification.py ../shared/corpus

pictures: $(VENV)/installed
	$(BIN)/python -m tools.make_pictures

lock: $(VENV)/installed
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/python -m tools.make_lock

# Only files whose checksums stand in the locks are installed, and what builds one of them is among those. PyTorch is
# taken in its build for processors where pip finds that, else from PyPI, with what it needs for graphic cards.
INSTALL := $(BIN)/python -m pip install --quiet --no-deps
$(VENV)/installed: pyproject.toml requirements.lock requirements-build.lock requirements-cpu.lock requirements-cuda.lock
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes --requirement requirements-build.lock
	$(INSTALL) --require-hashes --requirement requirements-cpu.lock 2> /dev/null || \
		$(INSTALL) --require-hashes --requirement requirements-cuda.lock
	$(INSTALL) --require-hashes --no-build-isolation --requirement requirements.lock
	$(INSTALL) --no-build-isolation --editable .
	$(BIN)/python -m pip check
	touch $@

clean:
	rm -rf $(VENV) vindplaats-demo.library
