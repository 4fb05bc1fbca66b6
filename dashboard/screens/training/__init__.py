"""Opleiding: how far the training of staff has come."""
