"""Charts, drawn alike in the window and in documents; photographs, validated and scaled down."""
