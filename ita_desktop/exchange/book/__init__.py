"""Books of measures as chapters: their headings, texts and pictures."""
