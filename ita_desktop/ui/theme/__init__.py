"""The look in one place: tokens, fonts, icons, style. No colour or size literal outside it."""
