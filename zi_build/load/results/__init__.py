"""The tables of the hasil folders: respondents and registers, read, known by their heads, and summed."""
