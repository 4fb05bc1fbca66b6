"""What Alembic runs: the steps on the connection that `office.schema` hands over, in its transaction."""

from alembic import context

from office.round_tables import RoundRow
from office.schema import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=RoundRow.metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite changes a table by making it anew
)
with context.begin_transaction():
    context.run_migrations()
