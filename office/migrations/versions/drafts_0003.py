"""Drafts of reports, kept per field."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "drafts",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("municipality_code", sa.String(6), nullable=False),
        sa.Column("reporting_date", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("used_seconds", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_drafts"),
        sa.UniqueConstraint("municipality_code", "reporting_date", name="uq_drafts_municipality_code_reporting_date"),
    )
    op.create_table(
        "draft_fields",
        sa.Column("draft", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(20), nullable=False),
        sa.Column("row_key", sa.String(40), nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("by_person", sa.Integer()),
        sa.Column("by_role", sa.String(20), nullable=False),
        sa.Column("by_function", sa.String(120)),
        sa.Column("typed_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["draft"], ["drafts.number"], name="fk_draft_fields_draft"),
        sa.ForeignKeyConstraint(["by_person"], ["people.number"], name="fk_draft_fields_by_person"),
        sa.PrimaryKeyConstraint("draft", "part", "row_key", "field", name="pk_draft_fields"),
    )


def downgrade() -> None:
    """Takes them away, with all that is in them."""
    op.drop_table("draft_fields")
    op.drop_table("drafts")
