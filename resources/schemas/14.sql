CREATE TABLE import_answer (
    id TEXT NOT NULL,
    about TEXT DEFAULT '' NOT NULL,
    scope TEXT DEFAULT '' NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    answer TEXT DEFAULT '' NOT NULL,
    unit_id TEXT,
    person_id TEXT,
    decided TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_import_answer PRIMARY KEY (id),
    CONSTRAINT fk_import_answer_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_import_answer_person_id FOREIGN KEY(person_id) REFERENCES person (id)
) STRICT;
CREATE INDEX ix_import_answer_unit_id ON import_answer (unit_id);
CREATE INDEX ix_import_answer_person_id ON import_answer (person_id);
