CREATE TABLE collection (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    about TEXT DEFAULT '' NOT NULL,
    question TEXT DEFAULT '' NOT NULL,
    first TEXT,
    last TEXT,
    sent TEXT DEFAULT '' NOT NULL,
    due TEXT,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_collection PRIMARY KEY (id),
    CONSTRAINT fk_collection_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_collection_year_id ON collection (year_id);
CREATE TABLE collection_unit (
    id TEXT NOT NULL,
    collection_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    version INTEGER DEFAULT '0' NOT NULL,
    sent TEXT DEFAULT '' NOT NULL,
    rows TEXT DEFAULT '' NOT NULL,
    returned TEXT,
    untaken INTEGER DEFAULT '0' NOT NULL,
    reminded TEXT,
    answer TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_collection_unit PRIMARY KEY (id),
    CONSTRAINT uq_collection_unit_collection_id_unit_id_version UNIQUE (collection_id, unit_id, version),
    CONSTRAINT fk_collection_unit_collection_id FOREIGN KEY(collection_id) REFERENCES collection (id),
    CONSTRAINT fk_collection_unit_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;
CREATE INDEX ix_collection_unit_collection_id ON collection_unit (collection_id);
CREATE INDEX ix_collection_unit_unit_id ON collection_unit (unit_id);
