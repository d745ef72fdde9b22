"""Recommendations: sentences that advise, ask or promise, to whom and until when."""
