"""Make requirements.lock again: every package that 'make' installs, with the checksums of its files.

    make lock

What is in it is what constraints.txt names, for every platform. Change constraints.txt first, then make the lock.
PyTorch stands apart: its build for processors is not on PyPI, and what is there needs gigabytes of packages to
compute on graphic cards.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

LOCK, BUILD, CPU, CUDA = (Path(f"requirements{part}.lock") for part in ("", "-build", "-cpu", "-cuda"))
# What makes this package, and those that come as source only, with nothing fetched for it meanwhile.
BUILDERS = ("hatchling", "editables", "setuptools", "wheel")
ONLY_FOR_CARDS = re.compile(r"(?:torch|triton)==|(?:nvidia|cuda)-")
# torch-2.13.0+cpu-cp311-cp311-manylinux_2_28_x86_64.whl
FOR_PROCESSORS = (
    "torch==2.13.0+cpu \\\n    --hash=sha256:6746dbcbeb526eb61330b76b41ff1b4eb848951103a892eeb080dfa2b264667b"
)
HEAD = "# Made by 'make lock' from pyproject.toml and constraints.txt.\n"


def main() -> None:
    packages = _locked("pyproject.toml", "--extra", "test")
    _write(BUILD, _locked("-"))
    _write(CPU, [FOR_PROCESSORS])
    _write(CUDA, [package for package in packages if ONLY_FOR_CARDS.match(package)])
    _write(LOCK, [package for package in packages if not ONLY_FOR_CARDS.match(package)])


def _locked(*what: str) -> list[str]:
    """Packages and all that they need, each with the checksums of its files."""
    command = [sys.executable, "-m", "uv", "pip", "compile", *what, "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--no-annotate", "--no-header", "--quiet", "--constraint", "constraints.txt"]
    made = subprocess.run(command, input="\n".join(BUILDERS), check=True, capture_output=True, text=True).stdout
    return re.split(r"\n(?=\S)", made.strip())


def _write(lock: Path, packages: list[str]) -> None:
    lock.write_text(HEAD + "".join(f"{package}\n" for package in packages))


if __name__ == "__main__":
    main()
