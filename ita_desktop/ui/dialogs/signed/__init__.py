"""Papers as they were signed: kept, listed, held beside the data."""
