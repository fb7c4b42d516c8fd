"""Text and drawings as PDF operators, and drawings as bitmaps for formats without vector shapes."""
