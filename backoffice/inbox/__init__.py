"""Where staff answer people: the inbox, its canned replies and hours, and the moderation queue."""
