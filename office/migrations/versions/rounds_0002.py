"""Rounds: a period with a day on which VNG reads what came in."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "rounds",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("asks_approval", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("closed_at", _MOMENT),
        sa.Column("closed_as_of", sa.Date()),
        sa.Column("closed_known_on", _MOMENT),
        sa.PrimaryKeyConstraint("number", name="pk_rounds"),
        sa.UniqueConstraint("name", name="uq_rounds_name"),
    )


def downgrade() -> None:
    """Takes it away, with all that is in it."""
    op.drop_table("rounds")
