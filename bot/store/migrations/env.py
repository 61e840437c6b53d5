"""Alembic's environment: runs on the connection it is given, inside its transaction.

A batch operation makes the table anew and drops the old one, which deletes the rows
that refer to it with ON DELETE CASCADE: of ``memory_files``, copy ``memory_units`` first.
"""

from alembic import context

from bot.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,  # alembic assumes the driver's own BEGIN, which would skip DDL
)
context.run_migrations()
