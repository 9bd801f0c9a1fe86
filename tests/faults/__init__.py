"""The product broken on purpose."""
