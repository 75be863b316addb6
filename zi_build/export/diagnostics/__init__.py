"""Diagnostics in the forms that forges and editors read; made from the JSON of `zi check`."""
