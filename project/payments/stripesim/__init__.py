"""A small stand-in for Stripe: its own program, so that the product always speaks HTTP through the official SDK."""
