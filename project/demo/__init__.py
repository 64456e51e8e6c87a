"""The demo city: a made-up Bengaluru, the same for the same size and day."""
