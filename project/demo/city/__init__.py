"""What the demo city is, before it is a row anywhere: places, houses, people and how they live there."""
