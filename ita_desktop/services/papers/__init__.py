"""Papers as they were printed: compared with what the data says now."""
