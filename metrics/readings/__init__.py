"""What asks the catalogue: findings, changes, worked examples, generated pages; and in `revising` earlier figures."""
