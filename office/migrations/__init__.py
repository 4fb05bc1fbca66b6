"""How the tables of the office came about, one file per step; run from code, there is nothing to configure."""
