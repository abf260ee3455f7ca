"""The only SQL: tables, the database, migrations, and one module of functions a noun."""
