"""Mutation testing: would a test notice a wrong line of rules, text, actions or queries? `make mutants`.

mutmut says what a mutant is, coverage.py which tests run its line, and pytest whether one of them fails.
mutmut's own runner was tried: it reaches only half of the mutants of `rules` (not the tables), no decorated
function, and sees no test that starts a process. Of cosmic-ray's mutants of `actions`, a quarter were
annotations or no Python.
"""
