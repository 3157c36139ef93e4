"""The clock work: what has to happen by itself, at its time."""
