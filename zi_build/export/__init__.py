"""View and build to files for others: JSON today, workbooks and reports on the same floor later."""
