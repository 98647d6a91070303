"""The only SQL: tables, engines, migrations, queries and indexes for SQLite and PostgreSQL."""
