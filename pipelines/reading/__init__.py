"""Received bytes to raw tables: which format it is, whether it is safe, where the tables are."""

from pipelines.reading.received_file import read_file

__all__ = ["read_file"]
