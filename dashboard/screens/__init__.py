"""A folder per screen and in it a file per figure; screens do not import each other."""
