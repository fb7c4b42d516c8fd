"""OIT items: owners, due dates and evidence."""
