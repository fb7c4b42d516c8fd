"""Collection rounds (ส่ง-รับ): forms that go out to units, and what comes back."""
