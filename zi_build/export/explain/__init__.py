"""How every number of a build came about, step by step: what `zi explain` tells."""
