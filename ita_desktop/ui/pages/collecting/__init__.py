"""ส่ง-รับ: forms that go out to units, and the board of what came back."""
