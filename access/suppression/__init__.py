"""What is withheld so that nothing comes out about fewer than five municipalities, however the answers are combined."""
