"""View to page texts: pure, no decision, no clock, no file read."""
