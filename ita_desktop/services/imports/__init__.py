"""Getting lists in: read, compared with the year, looked at, written."""
