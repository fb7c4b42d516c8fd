CREATE TABLE action_item_owner (
    id TEXT NOT NULL,
    action_item_id TEXT NOT NULL,
    unit_id TEXT,
    person_id TEXT,
    post TEXT DEFAULT '' NOT NULL,
    role TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_action_item_owner PRIMARY KEY (id),
    CONSTRAINT fk_action_item_owner_action_item_id FOREIGN KEY(action_item_id) REFERENCES action_item (id),
    CONSTRAINT fk_action_item_owner_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_action_item_owner_person_id FOREIGN KEY(person_id) REFERENCES person (id)
) STRICT;
CREATE INDEX ix_action_item_owner_action_item_id ON action_item_owner (action_item_id);
CREATE INDEX ix_action_item_owner_unit_id ON action_item_owner (unit_id);
CREATE INDEX ix_action_item_owner_person_id ON action_item_owner (person_id);
ALTER TABLE letter ADD COLUMN unit_numbers TEXT DEFAULT '' NOT NULL;
