"""The passage that a recommendation rests on."""
