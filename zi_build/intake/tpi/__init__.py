"""Answers of the internal evaluators (TPI): what they are shown, and what they say to it."""
