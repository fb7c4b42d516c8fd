"""The fixed texts of documents, worded anew by the office."""
