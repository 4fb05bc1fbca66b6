"""What a refused row most likely meant, and whether that is sure."""
