"""What follows an edit: asked, offered, told, taken back."""
