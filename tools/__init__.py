"""Programs for developers: they make what is generated and committed."""
