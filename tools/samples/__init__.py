"""Makes the sample papers: texts/ holds what they say, the modules here how it is set."""
