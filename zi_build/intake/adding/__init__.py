"""A paper from somebody's desk to its place: which document it is, when, under which name."""
