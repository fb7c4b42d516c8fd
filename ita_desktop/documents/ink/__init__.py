"""Letters and figures as operators of PDF, and figures as pictures for what cannot show shapes."""
