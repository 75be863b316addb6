"""Files that others filled in, read into the evidence: nothing is written that was not shown."""
