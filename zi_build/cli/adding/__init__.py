"""What `zi add` does at the desk: what it was given, what it asks, what it writes and tells."""
