"""Texts to vectors: the protocol, the choice of a model, and the engines that do the sums."""
