"""Your account, and the way in."""
