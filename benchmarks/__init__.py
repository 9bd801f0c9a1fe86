"""How fast the product is, each figure beside a reference that runs in the same minutes: `make bench`.

Nothing here is a test: machines differ. RESULTS.md has the figures, the machine, and what they mean.
"""
