"""The Dockerfile asks for what the project has; what it runs is run, in an environment of its own, by 'make bench'."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer.main

from search_cli.app import app

ROOT = Path(__file__).parents[1]
LINES = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def said(instruction: str) -> list[str]:
    return [line.removeprefix(f"{instruction} ") for line in LINES if line.startswith(f"{instruction} ")]


def test_it_takes_a_python_that_the_project_takes_and_runs_as_no_root() -> None:
    (image,) = said("FROM")
    assert image == f"python:{PROJECT['requires-python'].removeprefix('>=')}-slim"
    assert said("USER") == ["vindplaats"]
    assert LINES.index("USER vindplaats") > max(i for i, line in enumerate(LINES) if line.startswith("RUN"))


def test_it_installs_extras_that_there_are_without_pytorch() -> None:
    (extras,) = re.findall(r'"/src\[([a-z,]+)\]"', said("RUN")[0])
    assert set(extras.split(",")) <= PROJECT["optional-dependencies"].keys() - {"models", "test"}
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert not {"constraints.txt", "pyproject.toml", *PROJECT["license-files"], PROJECT["readme"]} & set(ignored)


def test_it_starts_a_command_with_options_that_there_are() -> None:
    assert json.loads(said("ENTRYPOINT")[0]) == list(PROJECT["scripts"])
    name, *options = json.loads(said("CMD")[0])
    command = typer.main.get_command(app).commands[name]
    assert {option for option in options if option.startswith("--")} <= {
        option for parameter in command.params for option in parameter.opts
    }
    (port,) = said("EXPOSE")
    assert f"-p 127.0.0.1:{port}:{port}" in (ROOT / "Dockerfile").read_text("utf-8")
    assert {parameter.default for parameter in command.params if parameter.name == "port"} == {int(port)}


@pytest.mark.slow
def test_what_it_runs_leaves_a_library_that_can_be_searched_with_nothing_else_writable(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    bin, cache, library = tmp_path / "venv/bin", tmp_path / "cache", tmp_path / "l.library"
    environment = {**os.environ, "PATH": f"{bin}:{os.environ['PATH']}", "VINDPLAATS_CACHE": str(cache)}
    for command in (said("RUN")[0].partition(" && rm")[0], said("RUN")[2]):
        subprocess.run(command.replace("/src", str(ROOT)), shell=True, check=True, env=environment, cwd=tmp_path)
    assert not list(tmp_path.glob("venv/lib/*/site-packages/torch"))
    for path in sorted(cache.rglob("*"), reverse=True):
        path.chmod(0o555 if path.is_dir() else 0o444)
    add = [bin / "vindplaats", "add", ROOT / "corpus/samples", "--library", library]
    subprocess.run(add, check=True, env=environment, cwd=tmp_path)
    ask = [bin / "vindplaats", "search", "wendbaarheid", "--library", library, "--json"]
    found = subprocess.run(ask, check=True, env=environment, cwd=tmp_path, capture_output=True, text=True)
    assert len(json.loads(found.stdout)["hits"]) == 10
