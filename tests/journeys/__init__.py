"""End to end, in a real browser, named after what a person does."""
