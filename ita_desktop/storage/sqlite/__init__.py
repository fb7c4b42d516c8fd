"""Everything specific to SQLite. No other room may use statements that PostgreSQL does not have."""
