"""Text of documents: rich text, plain text, and clean-up before output."""
