"""กรอบการประเมิน: the editor of the year's framework."""
