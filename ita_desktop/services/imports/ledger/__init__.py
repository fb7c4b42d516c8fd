"""The ledger of an import: what of a source stands nowhere afterwards."""
