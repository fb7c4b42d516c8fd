ALTER TABLE fiscal_year ADD COLUMN counts_from TEXT;
ALTER TABLE fiscal_year ADD COLUMN left_out TEXT DEFAULT '' NOT NULL;
