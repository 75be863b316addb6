"""A new office, or a new year of one: folders, notes, and files that wait to be filled in."""
