"""Which passages answer best: weighed by words, fused with meaning, explained, copies folded."""
