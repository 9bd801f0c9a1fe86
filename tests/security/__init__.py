"""Attacks: what a hostile reader, member or network may try."""
