"""Synthetic report files as municipalities would send them, a manifest of when each arrives, and apart the truth."""

from pipelines.simulator.simulation import DEFAULT_MESS, DEFAULT_RESPONSE, SimulationSummary, simulate

__all__ = ["DEFAULT_MESS", "DEFAULT_RESPONSE", "SimulationSummary", "simulate"]
