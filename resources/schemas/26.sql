CREATE TABLE returned_photo (
    id TEXT NOT NULL,
    row_id TEXT NOT NULL,
    media TEXT DEFAULT '' NOT NULL,
    file_name TEXT DEFAULT '' NOT NULL,
    width INTEGER DEFAULT '0' NOT NULL,
    height INTEGER DEFAULT '0' NOT NULL,
    caption TEXT DEFAULT '' NOT NULL,
    entry TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_returned_photo PRIMARY KEY (id),
    CONSTRAINT fk_returned_photo_row_id FOREIGN KEY(row_id) REFERENCES returned_row (id)
) STRICT;
CREATE INDEX ix_returned_photo_row_id ON returned_photo (row_id);
