"""Reasons with details: search indexes."""

from __future__ import annotations

from dataclasses import dataclass

from cmia_docs.reasons import Detailed


@dataclass(frozen=True)
class SearchBadEntry(Detailed):
    CODE = "search.bad_entry"
    id: str


@dataclass(frozen=True)
class SearchIndexBusy(Detailed):
    CODE = "search.index_busy"
    folder: str


@dataclass(frozen=True)
class SearchIndexDamaged(Detailed):
    CODE = "search.index_damaged"
    folder: str


@dataclass(frozen=True)
class SearchIndexMissing(Detailed):
    CODE = "search.index_missing"
    folder: str


@dataclass(frozen=True)
class SearchIndexUnwritable(Detailed):
    CODE = "search.index_unwritable"
    folder: str
    why: str
