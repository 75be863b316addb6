"""The MkDocs plugin of zi_build: a thin shell; everything is computed below, by plain Python."""
