"""Where everything stays: SQLite by default."""
