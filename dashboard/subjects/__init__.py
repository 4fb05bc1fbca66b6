"""What several screens say about one thing, in one way."""
