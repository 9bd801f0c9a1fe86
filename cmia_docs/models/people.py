"""People, their roles, invitations, sign-ins, and attempts to sign in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cmia_docs.models.base import Base


class Person(Base):
    """Somebody with an account, or invited to have one: then `password_hash` is empty. Id: of the event."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    """In lower case; people sign in with it."""
    name: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(12), default="ru")
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    disabled_at: Mapped[datetime | None] = mapped_column(default=None)
    grants: Mapped[list[RoleGrant]] = relationship(
        back_populates="person", order_by="RoleGrant.id", lazy="selectin"
    )


class RoleGrant(Base):
    """A role of a person, for a state where the role needs one, until a time where it has an end."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("person_id", "role", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(String(20), index=True)
    state: Mapped[str] = mapped_column(String(10), default="")
    until: Mapped[datetime | None] = mapped_column(default=None)
    person: Mapped[Person] = relationship(back_populates="grants")


class Invitation(Base):
    """A one-time link for setting a password. Only the token's SHA-256 is stored."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class SignIn(Base):
    """A signed-in browser. Only the SHA-256 of its token is stored; `revoked_at` ends it."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)
    address: Mapped[str] = mapped_column(String(64), default="")
    browser: Mapped[str] = mapped_column(String(200), default="")
    person: Mapped[Person] = relationship(lazy="joined")


class SignInAttempt(Base):
    """An attempt to sign in; failures are counted by name and by address, so that guessing is slow."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index("ix_sign_in_attempt_name", "name_hash", "at"),
        Index("ix_sign_in_attempt_address", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name_hash: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    succeeded: Mapped[bool] = mapped_column(default=False)
