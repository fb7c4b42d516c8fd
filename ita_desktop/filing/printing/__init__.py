"""What goes to a printer: the pages of the PDF that an export makes, never pictures of them."""
