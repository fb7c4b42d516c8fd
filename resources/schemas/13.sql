ALTER TABLE fiscal_year ADD COLUMN drafted_from TEXT DEFAULT '' NOT NULL;
CREATE TABLE framework_confirmation (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    part TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_framework_confirmation PRIMARY KEY (id),
    CONSTRAINT uq_framework_confirmation_year_id_part UNIQUE (year_id, part),
    CONSTRAINT fk_framework_confirmation_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_framework_confirmation_year_id ON framework_confirmation (year_id);
