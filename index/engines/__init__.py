"""The engines that do an embedder's sums, each in a module that only its user loads."""


class EngineError(Exception):
    """An engine cannot be had on this machine; another one can stand in."""
