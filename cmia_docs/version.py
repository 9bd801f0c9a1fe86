"""Which version of the product this is: the one place that names it."""

VERSION = "0.2.0"
"""By semantic versioning (semver.org): the last number for repairs, the one before for what is new."""
