"""A fiscal year as a line, a month as a grid."""
