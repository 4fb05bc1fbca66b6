"""What advisers keep about municipalities: calls, questions, the inbox, own municipalities, mails, remedies."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the tables."""
    _calls()
    _follow_ups()
    op.create_table(
        "inbox",
        sa.Column("report", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("taken_by", sa.Integer()),
        sa.Column("changed_by", sa.Integer()),
        sa.Column("changed_role", sa.String(20), nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        *_people("inbox", "taken_by", "changed_by"),
        sa.PrimaryKeyConstraint("report", name="pk_inbox"),
    )
    op.create_table(
        "own_municipalities",
        sa.Column("adviser", sa.String(20), nullable=False),
        sa.Column("municipality_code", sa.String(6), nullable=False),
        sa.PrimaryKeyConstraint("adviser", "municipality_code", name="pk_own_municipalities"),
    )
    _mails()
    op.create_table(
        "remedies",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("done_by", sa.Integer()),
        sa.Column("done_role", sa.String(20), nullable=False),
        sa.Column("done_at", _MOMENT, nullable=False),
        sa.Column("undone_at", _MOMENT),
        *_people("remedies", "done_by"),
        sa.PrimaryKeyConstraint("number", name="pk_remedies"),
    )
    op.create_index("ix_remedies_done_at", "remedies", ["done_at"])


def downgrade() -> None:
    """Takes them away, with all that is in them."""
    for table in ("remedies", "mails", "own_municipalities", "inbox", "follow_ups", "calls"):
        op.drop_table(table)


def _people(table: str, *columns: str) -> list[sa.ForeignKeyConstraint]:
    return [sa.ForeignKeyConstraint([name], ["people.number"], name=f"fk_{table}_{name}") for name in columns]


def _calls() -> None:
    op.create_table(
        "calls",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("municipality_code", sa.String(6), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("promised", sa.String(200)),
        sa.Column("again_on", sa.Date()),
        sa.Column("noted_by", sa.Integer()),
        sa.Column("noted_role", sa.String(20), nullable=False),
        sa.Column("noted_at", _MOMENT, nullable=False),
        sa.Column("taken_back_at", _MOMENT),
        *_people("calls", "noted_by"),
        sa.PrimaryKeyConstraint("number", name="pk_calls"),
    )
    op.create_index("ix_calls_municipality_code", "calls", ["municipality_code"])


def _follow_ups() -> None:
    op.create_table(
        "follow_ups",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("municipality_code", sa.String(6), nullable=False),
        sa.Column("statement_table", sa.String(20)),
        sa.Column("report", sa.Integer()),
        sa.Column("refused_rows", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Integer()),
        sa.Column("asked_role", sa.String(20), nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("answer", sa.Text()),
        sa.Column("answered_by", sa.Integer()),
        sa.Column("answered_role", sa.String(20)),
        sa.Column("answered_at", _MOMENT),
        sa.Column("closed_by", sa.Integer()),
        sa.Column("closed_at", _MOMENT),
        *_people("follow_ups", "asked_by", "answered_by", "closed_by"),
        sa.PrimaryKeyConstraint("number", name="pk_follow_ups"),
    )
    op.create_index("ix_follow_ups_municipality_code_closed_at", "follow_ups", ["municipality_code", "closed_at"])
    op.create_index("ix_follow_ups_report", "follow_ups", ["report"])


def _mails() -> None:
    op.create_table(
        "mails",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("municipality_code", sa.String(6), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("prepared_by", sa.Integer()),
        sa.Column("prepared_role", sa.String(20), nullable=False),
        sa.Column("prepared_at", _MOMENT, nullable=False),
        sa.Column("sent_by", sa.Integer()),
        sa.Column("sent_at", _MOMENT),
        *_people("mails", "prepared_by", "sent_by"),
        sa.PrimaryKeyConstraint("number", name="pk_mails"),
        sa.UniqueConstraint("key", name="uq_mails_key"),
    )
    op.create_index("ix_mails_municipality_code", "mails", ["municipality_code"])
