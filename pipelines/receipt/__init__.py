"""What the sender hears back, and what is kept of a file."""
