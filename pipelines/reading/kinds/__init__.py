"""One file for each kind of file that is read."""
