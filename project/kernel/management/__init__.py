"""Commands that run the house as a whole."""
