"""แบบสำรวจ IIT/EIT: respondents, links, answers so far."""
