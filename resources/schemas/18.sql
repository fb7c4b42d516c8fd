ALTER TABLE evidence ADD COLUMN point TEXT DEFAULT '' NOT NULL;
ALTER TABLE evidence ADD COLUMN as_of TEXT;
ALTER TABLE evidence ADD COLUMN media TEXT DEFAULT '' NOT NULL;
ALTER TABLE evidence ADD COLUMN file_name TEXT DEFAULT '' NOT NULL;
ALTER TABLE evidence ADD COLUMN size INTEGER;
ALTER TABLE evidence ADD COLUMN placed_by TEXT DEFAULT '' NOT NULL;
ALTER TABLE evidence ADD COLUMN placed_at TEXT DEFAULT '' NOT NULL;
CREATE TABLE link_proof (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    url TEXT DEFAULT '' NOT NULL,
    item_code TEXT DEFAULT '' NOT NULL,
    checked_at TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    findings TEXT DEFAULT '' NOT NULL,
    why TEXT DEFAULT '' NOT NULL,
    status INTEGER,
    final_url TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    size INTEGER,
    content_type TEXT DEFAULT '' NOT NULL,
    last_modified TEXT DEFAULT '' NOT NULL,
    sha256 TEXT DEFAULT '' NOT NULL,
    excerpt TEXT DEFAULT '' NOT NULL,
    media TEXT DEFAULT '' NOT NULL,
    file_name TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_link_proof PRIMARY KEY (id),
    CONSTRAINT fk_link_proof_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_link_proof_year_id ON link_proof (year_id);
CREATE TABLE mark_reason (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    item_code TEXT DEFAULT '' NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    given TEXT,
    given_by TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_mark_reason PRIMARY KEY (id),
    CONSTRAINT uq_mark_reason_year_id_item_code UNIQUE (year_id, item_code),
    CONSTRAINT fk_mark_reason_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_mark_reason_year_id ON mark_reason (year_id);
