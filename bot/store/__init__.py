"""What is kept: tables and queries over SQLAlchemy Core."""
