# make demo   the whole job on the sample papers        make test   all fast tests
# make lint   ruff and mypy                             make bench  the slow measurements
# make pictures  the pictures of the page in docs/pictures, from the demo's library (needs playwright and chromium)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Evaluation sets that are not part of the project.
EVAL ?= ../shared/eval

.PHONY: demo test lint bench pictures clean

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
	$(BIN)/python benchmarks/bench_commands.py
	$(BIN)/python benchmarks/bench_embedding.py $(EVAL)/retrieval/tk_motie_link_small
	$(BIN)/python benchmarks/bench_vectors.py
	$(BIN)/python benchmarks/bench_verification.py ../shared/corpus

pictures: $(VENV)/installed
	$(BIN)/python -m tools.make_pictures

$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[test]"
	touch $@

clean:
	rm -rf $(VENV) vindplaats-demo.library
