"""From a Document to what is said in it: entities, references, recommendations and their sources."""
