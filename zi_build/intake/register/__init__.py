"""The list of papers of a year: what it should say now, and how a kept one is brought up to date."""
