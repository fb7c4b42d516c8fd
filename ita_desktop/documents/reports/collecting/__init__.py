"""What goes out in a collection round: the form of a unit, and the mails with it."""
