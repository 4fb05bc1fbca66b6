"""What Alembic runs: the steps on the connection that `office.schema` hands over, in its transaction."""

from alembic import context

from office.schema import VERSION_TABLE
from office.token_tables import TokenRow

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=TokenRow.metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite changes a table by making it anew
)
with context.begin_transaction():
    context.run_migrations()
