"""What alembic runs: its environment, and one module per revision."""
