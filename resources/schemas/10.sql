ALTER TABLE meeting ADD COLUMN pack TEXT DEFAULT '' NOT NULL;
ALTER TABLE agenda_item ADD COLUMN number TEXT DEFAULT '' NOT NULL;
CREATE TABLE endorsement (
    id TEXT NOT NULL,
    letter_id TEXT NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    unit_id TEXT,
    number TEXT DEFAULT '' NOT NULL,
    day TEXT,
    addressee TEXT DEFAULT '' NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    signatory_id TEXT,
    signatory_post TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_endorsement PRIMARY KEY (id),
    CONSTRAINT fk_endorsement_letter_id FOREIGN KEY(letter_id) REFERENCES letter (id),
    CONSTRAINT fk_endorsement_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_endorsement_signatory_id FOREIGN KEY(signatory_id) REFERENCES person (id)
) STRICT;
CREATE INDEX ix_endorsement_signatory_id ON endorsement (signatory_id);
CREATE INDEX ix_endorsement_letter_id ON endorsement (letter_id);
CREATE INDEX ix_endorsement_unit_id ON endorsement (unit_id);
