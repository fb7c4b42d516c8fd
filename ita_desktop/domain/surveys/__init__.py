"""Surveys of staff (IIT) and the public (EIT): who is asked, how many must answer, how many did."""
