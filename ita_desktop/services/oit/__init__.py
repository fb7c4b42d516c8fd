"""The OIT items: who does them, and what is published for them."""
