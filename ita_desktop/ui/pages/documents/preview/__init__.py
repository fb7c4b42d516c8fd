"""The pages of a document as they will be printed: made, drawn and shown."""
