ALTER TABLE meeting ADD COLUMN chair_person_id TEXT CONSTRAINT fk_meeting_chair_person_id REFERENCES person (id);
ALTER TABLE meeting ADD COLUMN recorder_id TEXT CONSTRAINT fk_meeting_recorder_id REFERENCES person (id);
ALTER TABLE meeting ADD COLUMN reviewer_id TEXT CONSTRAINT fk_meeting_reviewer_id REFERENCES person (id);
CREATE INDEX ix_meeting_chair_person_id ON meeting (chair_person_id);
CREATE INDEX ix_meeting_recorder_id ON meeting (recorder_id);
CREATE INDEX ix_meeting_reviewer_id ON meeting (reviewer_id);
ALTER TABLE attendance ADD COLUMN person_id TEXT CONSTRAINT fk_attendance_person_id REFERENCES person (id);
CREATE INDEX ix_attendance_person_id ON attendance (person_id);
ALTER TABLE letter ADD COLUMN acting_for TEXT DEFAULT '' NOT NULL;
CREATE TABLE tenure (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    post TEXT DEFAULT '' NOT NULL,
    unit_id TEXT,
    acting TEXT DEFAULT '' NOT NULL,
    first TEXT,
    last TEXT,
    note TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_tenure PRIMARY KEY (id),
    CONSTRAINT fk_tenure_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_tenure_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;
CREATE INDEX ix_tenure_unit_id ON tenure (unit_id);
CREATE INDEX ix_tenure_person_id ON tenure (person_id);
