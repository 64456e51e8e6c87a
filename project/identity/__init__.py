"""People: how they sign in, who they are, and for whom they work."""
