"""Frames in, frames out: state, definitions, figures, findings. No files, no clock, no screen."""
