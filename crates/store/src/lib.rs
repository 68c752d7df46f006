//! SQLite and PostgreSQL: entities, migrations, one file an aggregate.
