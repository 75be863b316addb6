"""The parts of a plan: what could be done, the fewest of it that suffice, and in which order."""
