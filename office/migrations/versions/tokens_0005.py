"""Tokens of programs, and what was handed in with them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "tokens",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("secret_sha256", sa.String(64), nullable=False),
        sa.Column("label", sa.String(120), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("municipality_code", sa.String(6)),
        sa.Column("scopes", sa.String(60), nullable=False),
        sa.Column("made_by", sa.Integer()),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("last_used_at", _MOMENT),
        sa.Column("revoked_at", _MOMENT),
        sa.ForeignKeyConstraint(["made_by"], ["people.number"], name="fk_tokens_made_by"),
        sa.PrimaryKeyConstraint("number", name="pk_tokens"),
        sa.UniqueConstraint("secret_sha256", name="uq_tokens_secret_sha256"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tokens_municipality_code", "tokens", ["municipality_code"])
    op.create_table(
        "handed_in",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("municipality_code", sa.String(6)),
        sa.Column("report_sha256", sa.String(64), nullable=False),
        sa.Column("key_sha256", sa.String(64)),
        sa.Column("handed_in_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_handed_in"),
        sa.UniqueConstraint("token", "key_sha256", name="uq_handed_in_token_key_sha256"),
    )
    op.create_index("ix_handed_in_report_sha256", "handed_in", ["report_sha256"])


def downgrade() -> None:
    """Takes them away, with all that is in them."""
    op.drop_table("handed_in")
    op.drop_table("tokens")
