"""Frames to frames: every figure of the catalogue. No files, no clock, no screen."""
