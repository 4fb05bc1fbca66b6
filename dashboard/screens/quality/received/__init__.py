"""What came in and what was refused."""
