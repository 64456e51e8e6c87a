"""What every request passes: id and log line, headers, policies, limits, health, metrics, error pages."""
