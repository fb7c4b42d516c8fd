"""Text on its way to a page: rich, plain, such as every program can hold."""
