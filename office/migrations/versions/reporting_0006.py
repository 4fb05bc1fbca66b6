"""Who did what with a report, and which municipalities want every report of theirs approved."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "report_acts",
        sa.Column("report", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act", sa.String(12), nullable=False),
        sa.Column("municipality_code", sa.String(6), nullable=False),
        sa.Column("way", sa.String(12), nullable=False),
        sa.Column("by_person", sa.Integer()),
        sa.Column("by_role", sa.String(20), nullable=False),
        sa.Column("by_function", sa.String(120)),
        sa.Column("at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["by_person"], ["people.number"], name="fk_report_acts_by_person_people"),
        sa.PrimaryKeyConstraint("report", "act", name="pk_report_acts"),
    )
    op.create_index("ix_report_acts_municipality_code", "report_acts", ["municipality_code"])
    op.create_table(
        "approval_wishes",
        sa.Column("municipality_code", sa.String(6), nullable=False),
        sa.Column("asks_approval", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("noted_by", sa.Integer()),
        sa.Column("noted_role", sa.String(20), nullable=False),
        sa.Column("noted_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["noted_by"], ["people.number"], name="fk_approval_wishes_noted_by_people"),
        sa.PrimaryKeyConstraint("municipality_code", name="pk_approval_wishes"),
    )


def downgrade() -> None:
    """Takes them away, with all that is in them."""
    op.drop_table("approval_wishes")
    op.drop_index("ix_report_acts_municipality_code", "report_acts")
    op.drop_table("report_acts")
