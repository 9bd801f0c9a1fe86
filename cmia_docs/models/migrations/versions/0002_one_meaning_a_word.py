"""One meaning a word: the stage of a document, cities, notices, proposals for adoption"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply."""
    _rename_columns()
    _notices()
    _adoption_proposals()
    _acts()
    op.drop_table("proposal")


def _rename_columns() -> None:
    op.execute("ALTER TABLE event RENAME COLUMN state TO stage")
    op.drop_index("ix_document_state", table_name="document")
    op.execute("ALTER TABLE document RENAME COLUMN state TO stage")
    op.create_index("ix_document_stage", "document", ["stage", "changed_at"], unique=False)
    op.execute("ALTER TABLE council_session RENAME COLUMN places TO cities")


def _notices() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("to", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_notice_event_id_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    columns = 'id, event_id, "to", language, template, "values", sent_at, attempts, retry_at'
    op.execute(f"INSERT INTO notice ({columns}) SELECT {columns} FROM letter")  # noqa: S608 - names of ours
    if op.get_bind().dialect.name == "postgresql":
        # The ids go on: the name of a mail that may have been sent hangs on its notice's id.
        op.execute("SELECT setval('notice_id_seq', (SELECT last_value FROM letter_id_seq))")
    op.drop_table("letter")
    op.create_index(op.f("ix_notice_event_id"), "notice", ["event_id"], unique=False)
    op.create_index(op.f("ix_notice_sent_at"), "notice", ["sent_at"], unique=False)


def _adoption_proposals() -> None:
    op.create_table(
        "adoption_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("commit", sa.String(length=40), nullable=False),
        sa.Column("text_sum", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.Column("cities", sa.JSON(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("signatories", sa.JSON(), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=True),
        sa.Column("proposer_name", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_adoption_proposal_document_id_document")
        ),
        sa.ForeignKeyConstraint(["id"], ["event.id"], name=op.f("fk_adoption_proposal_id_event")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_adoption_proposal_revision_id_revision")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["council_session.id"],
            name=op.f("fk_adoption_proposal_session_id_council_session"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption_proposal")),
    )
    shared = 'id, document_id, revision_id, "commit", text_sum, number, adopted_on'
    more = "session_id, signatories, proposed_by, proposer_name, at, ended_at, confirmed"
    op.execute(
        f"INSERT INTO adoption_proposal ({shared}, cities, {more}) "  # noqa: S608 - names of ours
        f"SELECT {shared}, places, {more} FROM proposal"
    )
    op.create_index(
        op.f("ix_adoption_proposal_document_id"), "adoption_proposal", ["document_id"], unique=False
    )


def _acts() -> None:
    with op.batch_alter_table("act", schema=None) as batch_op:
        batch_op.drop_constraint("fk_act_proposal_id_proposal", type_="foreignkey")
        batch_op.alter_column("places", new_column_name="cities", existing_type=sa.JSON())
        batch_op.alter_column(
            "proposal_id", new_column_name="adoption_proposal_id", existing_type=sa.Integer()
        )
    with op.batch_alter_table("act", schema=None) as batch_op:
        batch_op.create_foreign_key(
            batch_op.f("fk_act_adoption_proposal_id_adoption_proposal"),
            "adoption_proposal",
            ["adoption_proposal_id"],
            ["id"],
        )
