"""Official results: what contradicts in them, and what is doubted."""
