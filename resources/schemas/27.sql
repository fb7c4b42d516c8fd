CREATE TABLE signed_paper (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    document TEXT DEFAULT '' NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    number TEXT DEFAULT '' NOT NULL,
    day TEXT DEFAULT '' NOT NULL,
    signed_by TEXT DEFAULT '' NOT NULL,
    signed_post TEXT DEFAULT '' NOT NULL,
    copies_to TEXT DEFAULT '' NOT NULL,
    media TEXT DEFAULT '' NOT NULL,
    file_name TEXT DEFAULT '' NOT NULL,
    made TEXT DEFAULT '' NOT NULL,
    made_on TEXT,
    digits TEXT DEFAULT '' NOT NULL,
    profile TEXT DEFAULT '' NOT NULL,
    choices TEXT DEFAULT '' NOT NULL,
    appointed TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_signed_paper PRIMARY KEY (id),
    CONSTRAINT fk_signed_paper_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_signed_paper_year_id ON signed_paper (year_id);
ALTER TABLE letter ADD COLUMN refers TEXT DEFAULT '' NOT NULL;
