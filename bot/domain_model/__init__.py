"""Rules and value objects, pure: no database, no network, no clock."""
