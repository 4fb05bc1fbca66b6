"""Verantwoording: how every figure is made, and what can be taken away."""
