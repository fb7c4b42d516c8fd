"""ตั้งค่า, กรอบการประเมิน: the year's own framework."""
