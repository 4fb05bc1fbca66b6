"""What the made-up municipalities say, when, and what is true."""
