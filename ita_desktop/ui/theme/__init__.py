"""The look: colours, fonts, icons, style sheet. No colour or size is defined elsewhere."""
