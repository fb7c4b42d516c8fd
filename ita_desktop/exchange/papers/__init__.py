"""Official papers that are no tables: orders, memos and letters, agendas and minutes. Each is read
into a table of one row, so that it is compared, previewed and written as any list."""
