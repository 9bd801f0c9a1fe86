"""Programs for whoever works on the product: they make what is generated and kept in the repository."""
