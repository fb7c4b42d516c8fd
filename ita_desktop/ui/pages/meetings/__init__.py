"""การประชุม: meetings, and the memos and letters of the year (หนังสือ)."""
