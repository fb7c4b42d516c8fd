"""Official results: contradictions and doubts."""
