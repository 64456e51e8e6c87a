"""Plain typed functions, each making the smallest valid thing of its kind."""
