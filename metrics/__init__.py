"""Frames in, frames out; no files, no clock, no screen. A folder per subject, the catalogue, the one door.

`catalogue` lists every metric and `figures.figure` answers any of them. In the folder of a subject `definitions` comes
first; `defining` says what a definition is, `standing` who stands where, `readings` asks the catalogue.
"""
