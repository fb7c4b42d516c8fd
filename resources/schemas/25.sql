CREATE TABLE returned_row (
    id TEXT NOT NULL,
    form_id TEXT NOT NULL,
    line INTEGER DEFAULT '0' NOT NULL,
    what TEXT DEFAULT '' NOT NULL,
    came TEXT DEFAULT '' NOT NULL,
    why TEXT DEFAULT '' NOT NULL,
    fate TEXT DEFAULT '' NOT NULL,
    writes TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_returned_row PRIMARY KEY (id),
    CONSTRAINT fk_returned_row_form_id FOREIGN KEY(form_id) REFERENCES collection_unit (id)
) STRICT;
CREATE INDEX ix_returned_row_form_id ON returned_row (form_id);
ALTER TABLE collection_unit ADD COLUMN filled INTEGER;
