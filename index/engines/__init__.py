"""The engines that do an embedder's sums, each in a module that only its user loads."""
