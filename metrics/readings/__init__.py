"""What asks the catalogue: findings, changes, worked examples, generated pages."""
