"""Reasons with details: git repositories."""

from __future__ import annotations

from dataclasses import dataclass

from cmia_docs.reasons import Detailed


@dataclass(frozen=True)
class GitBadId(Detailed):
    CODE = "git.bad_id"
    value: str


@dataclass(frozen=True)
class GitBadPath(Detailed):
    CODE = "git.bad_path"
    path: str


@dataclass(frozen=True)
class GitBadRef(Detailed):
    CODE = "git.bad_ref"
    ref: str


@dataclass(frozen=True)
class GitBadTag(Detailed):
    CODE = "git.bad_tag"
    tag: str


@dataclass(frozen=True)
class GitBadTrailer(Detailed):
    CODE = "git.bad_trailer"
    key: str


@dataclass(frozen=True)
class GitCannotMaintain(Detailed):
    CODE = "git.cannot_maintain"
    why: str


@dataclass(frozen=True)
class GitCannotMakeRepository(Detailed):
    CODE = "git.cannot_make_repository"
    path: str
    why: str


@dataclass(frozen=True)
class GitCannotMoveRef(Detailed):
    CODE = "git.cannot_move_ref"
    ref: str
    why: str


@dataclass(frozen=True)
class GitCannotReadRefs(Detailed):
    CODE = "git.cannot_read_refs"
    why: str


@dataclass(frozen=True)
class GitCannotWrite(Detailed):
    CODE = "git.cannot_write"
    why: str


@dataclass(frozen=True)
class GitFolderInUse(Detailed):
    CODE = "git.folder_in_use"
    path: str


@dataclass(frozen=True)
class GitMessageTooLong(Detailed):
    CODE = "git.message_too_long"
    limit: int


@dataclass(frozen=True)
class GitNoSuchCommit(Detailed):
    CODE = "git.no_such_commit"
    commit: str


@dataclass(frozen=True)
class GitNoSuchFile(Detailed):
    CODE = "git.no_such_file"
    commit: str
    path: str


@dataclass(frozen=True)
class GitNotARepository(Detailed):
    CODE = "git.not_a_repository"
    path: str


@dataclass(frozen=True)
class GitObjectDamaged(Detailed):
    CODE = "git.object_damaged"
    id: str


@dataclass(frozen=True)
class GitRefMoved(Detailed):
    CODE = "git.ref_moved"
    ref: str
    current: str | None
    expected: str | None


@dataclass(frozen=True)
class GitRequestTooLarge(Detailed):
    CODE = "git.request_too_large"
    limit: int


@dataclass(frozen=True)
class GitStoreClosed(Detailed):
    CODE = "git.store_closed"
    path: str


@dataclass(frozen=True)
class GitTimeBefore1970(Detailed):
    CODE = "git.time_before_1970"
    at: str


@dataclass(frozen=True)
class GitTimeWithoutZone(Detailed):
    CODE = "git.time_without_zone"
    at: str


@dataclass(frozen=True)
class GitTooManyClones(Detailed):
    CODE = "git.too_many_clones"
    limit: int


@dataclass(frozen=True)
class GitTooOld(Detailed):
    CODE = "git.too_old"
    oldest: str


@dataclass(frozen=True)
class GitTrailerTooLong(Detailed):
    CODE = "git.trailer_too_long"
    key: str
    limit: int


@dataclass(frozen=True)
class GitUnknownEncoding(Detailed):
    CODE = "git.unknown_encoding"
    encoding: str


@dataclass(frozen=True)
class GitUnreadableCommit(Detailed):
    CODE = "git.unreadable_commit"
    commit: str


@dataclass(frozen=True)
class GitUnreadableTag(Detailed):
    CODE = "git.unreadable_tag"
    tag: str
