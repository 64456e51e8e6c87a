"""Our own pictures of the demo city: façades, rooms, maps and portraits, the same for the same seed."""
