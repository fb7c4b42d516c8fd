ALTER TABLE measure ADD COLUMN shares TEXT DEFAULT '' NOT NULL;
CREATE TABLE figure_doubt (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    node TEXT DEFAULT '' NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    settled TEXT,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_figure_doubt PRIMARY KEY (id),
    CONSTRAINT fk_figure_doubt_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_figure_doubt_year_id ON figure_doubt (year_id);
CREATE TABLE document_choices (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    chosen TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_document_choices PRIMARY KEY (id),
    CONSTRAINT uq_document_choices_name UNIQUE (name)
) STRICT;
