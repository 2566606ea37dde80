"""What Alembic runs: it migrates over the connection that it is handed, inside that connection's transaction."""

from alembic import context

from sayso.ledger.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
