"""Files of rows: Excel, CSV, pasted and long texts, read with limits."""
