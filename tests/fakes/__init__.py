"""Stand-ins for what the tests may not reach."""
