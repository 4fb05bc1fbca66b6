"""How far figures can be trusted: who reports, how fresh, what stands out."""
