"""Office files that somebody hands in, opened with care: limits on everything, no entities, no network, plain errors."""
