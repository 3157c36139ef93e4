"""What the use cases need from the world: a protocol for each kind, implemented elsewhere."""
