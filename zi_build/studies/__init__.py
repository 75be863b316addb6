"""Questions that take more than one build: what if, in which order, what changed, since when."""
