CREATE TABLE appointment_order (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    number TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    ground TEXT DEFAULT '' NOT NULL,
    purpose TEXT DEFAULT '' NOT NULL,
    signed TEXT,
    effective TEXT,
    signatory_id TEXT,
    signatory_post TEXT DEFAULT '' NOT NULL,
    acting_for TEXT DEFAULT '' NOT NULL,
    amends_id TEXT,
    note TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_appointment_order PRIMARY KEY (id),
    CONSTRAINT fk_appointment_order_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id),
    CONSTRAINT fk_appointment_order_signatory_id FOREIGN KEY(signatory_id) REFERENCES person (id),
    CONSTRAINT fk_appointment_order_amends_id FOREIGN KEY(amends_id) REFERENCES appointment_order (id)
) STRICT;
CREATE INDEX ix_appointment_order_signatory_id ON appointment_order (signatory_id);
CREATE INDEX ix_appointment_order_year_id ON appointment_order (year_id);
CREATE INDEX ix_appointment_order_amends_id ON appointment_order (amends_id);
CREATE TABLE duty (
    id TEXT NOT NULL,
    body_id TEXT NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_duty PRIMARY KEY (id),
    CONSTRAINT fk_duty_body_id FOREIGN KEY(body_id) REFERENCES body (id)
) STRICT;
CREATE INDEX ix_duty_body_id ON duty (body_id);
CREATE TABLE meeting (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    number INTEGER DEFAULT '0' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    day TEXT,
    begins TEXT DEFAULT '' NOT NULL,
    ends TEXT DEFAULT '' NOT NULL,
    place TEXT DEFAULT '' NOT NULL,
    chair_id TEXT,
    secretary_id TEXT,
    approved_in_id TEXT,
    note TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_meeting PRIMARY KEY (id),
    CONSTRAINT fk_meeting_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id),
    CONSTRAINT fk_meeting_chair_id FOREIGN KEY(chair_id) REFERENCES member (id),
    CONSTRAINT fk_meeting_secretary_id FOREIGN KEY(secretary_id) REFERENCES member (id),
    CONSTRAINT fk_meeting_approved_in_id FOREIGN KEY(approved_in_id) REFERENCES meeting (id)
) STRICT;
CREATE INDEX ix_meeting_secretary_id ON meeting (secretary_id);
CREATE INDEX ix_meeting_year_id ON meeting (year_id);
CREATE INDEX ix_meeting_approved_in_id ON meeting (approved_in_id);
CREATE INDEX ix_meeting_chair_id ON meeting (chair_id);
CREATE TABLE target (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    value TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_target PRIMARY KEY (id),
    CONSTRAINT uq_target_year_id UNIQUE (year_id),
    CONSTRAINT fk_target_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_target_year_id ON target (year_id);
CREATE TABLE wording (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_wording PRIMARY KEY (id),
    CONSTRAINT uq_wording_name UNIQUE (name)
) STRICT;
CREATE TABLE office_file (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    file_name TEXT DEFAULT '' NOT NULL,
    media TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_office_file PRIMARY KEY (id),
    CONSTRAINT uq_office_file_name UNIQUE (name)
) STRICT;
CREATE TABLE media (
    "key" TEXT NOT NULL,
    data BLOB NOT NULL,
    CONSTRAINT pk_media PRIMARY KEY ("key")
) STRICT;
CREATE TABLE order_body (
    id TEXT NOT NULL,
    order_id TEXT NOT NULL,
    body_id TEXT NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_order_body PRIMARY KEY (id),
    CONSTRAINT uq_order_body_order_id_body_id UNIQUE (order_id, body_id),
    CONSTRAINT fk_order_body_order_id FOREIGN KEY(order_id) REFERENCES appointment_order (id),
    CONSTRAINT fk_order_body_body_id FOREIGN KEY(body_id) REFERENCES body (id)
) STRICT;
CREATE INDEX ix_order_body_body_id ON order_body (body_id);
CREATE INDEX ix_order_body_order_id ON order_body (order_id);
CREATE TABLE order_change (
    id TEXT NOT NULL,
    order_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    replaces_id TEXT,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_order_change PRIMARY KEY (id),
    CONSTRAINT uq_order_change_order_id_member_id_kind UNIQUE (order_id, member_id, kind),
    CONSTRAINT fk_order_change_order_id FOREIGN KEY(order_id) REFERENCES appointment_order (id),
    CONSTRAINT fk_order_change_member_id FOREIGN KEY(member_id) REFERENCES member (id),
    CONSTRAINT fk_order_change_replaces_id FOREIGN KEY(replaces_id) REFERENCES member (id)
) STRICT;
CREATE INDEX ix_order_change_order_id ON order_change (order_id);
CREATE INDEX ix_order_change_member_id ON order_change (member_id);
CREATE INDEX ix_order_change_replaces_id ON order_change (replaces_id);
CREATE TABLE meeting_body (
    id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    body_id TEXT NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_meeting_body PRIMARY KEY (id),
    CONSTRAINT uq_meeting_body_meeting_id_body_id UNIQUE (meeting_id, body_id),
    CONSTRAINT fk_meeting_body_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
    CONSTRAINT fk_meeting_body_body_id FOREIGN KEY(body_id) REFERENCES body (id)
) STRICT;
CREATE INDEX ix_meeting_body_body_id ON meeting_body (body_id);
CREATE INDEX ix_meeting_body_meeting_id ON meeting_body (meeting_id);
CREATE TABLE agenda_item (
    id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    parent_id TEXT,
    kind TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    detail TEXT DEFAULT '' NOT NULL,
    component TEXT DEFAULT '' NOT NULL,
    presenter TEXT DEFAULT '' NOT NULL,
    minutes TEXT DEFAULT '' NOT NULL,
    resolution TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_agenda_item PRIMARY KEY (id),
    CONSTRAINT fk_agenda_item_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
    CONSTRAINT fk_agenda_item_parent_id FOREIGN KEY(parent_id) REFERENCES agenda_item (id)
) STRICT;
CREATE INDEX ix_agenda_item_parent_id ON agenda_item (parent_id);
CREATE INDEX ix_agenda_item_meeting_id ON agenda_item (meeting_id);
CREATE TABLE attendance (
    id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    member_id TEXT,
    presence TEXT DEFAULT '' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    post TEXT DEFAULT '' NOT NULL,
    unit_id TEXT,
    substitute TEXT DEFAULT '' NOT NULL,
    substitute_post TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_attendance PRIMARY KEY (id),
    CONSTRAINT fk_attendance_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
    CONSTRAINT fk_attendance_member_id FOREIGN KEY(member_id) REFERENCES member (id),
    CONSTRAINT fk_attendance_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;
CREATE INDEX ix_attendance_unit_id ON attendance (unit_id);
CREATE INDEX ix_attendance_member_id ON attendance (member_id);
CREATE INDEX ix_attendance_meeting_id ON attendance (meeting_id);
CREATE TABLE letter (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    wording TEXT DEFAULT '' NOT NULL,
    number TEXT DEFAULT '' NOT NULL,
    day TEXT,
    urgency TEXT DEFAULT '' NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    sender_id TEXT,
    phone TEXT DEFAULT '' NOT NULL,
    addressee TEXT DEFAULT '' NOT NULL,
    body TEXT DEFAULT '' NOT NULL,
    merge TEXT DEFAULT '' NOT NULL,
    signatory_id TEXT,
    signatory_post TEXT DEFAULT '' NOT NULL,
    order_id TEXT,
    meeting_id TEXT,
    note TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_letter PRIMARY KEY (id),
    CONSTRAINT fk_letter_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id),
    CONSTRAINT fk_letter_sender_id FOREIGN KEY(sender_id) REFERENCES unit (id),
    CONSTRAINT fk_letter_signatory_id FOREIGN KEY(signatory_id) REFERENCES person (id),
    CONSTRAINT fk_letter_order_id FOREIGN KEY(order_id) REFERENCES appointment_order (id),
    CONSTRAINT fk_letter_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id)
) STRICT;
CREATE INDEX ix_letter_year_id ON letter (year_id);
CREATE INDEX ix_letter_signatory_id ON letter (signatory_id);
CREATE INDEX ix_letter_sender_id ON letter (sender_id);
CREATE INDEX ix_letter_order_id ON letter (order_id);
CREATE INDEX ix_letter_meeting_id ON letter (meeting_id);
CREATE TABLE agenda_attachment (
    id TEXT NOT NULL,
    agenda_item_id TEXT NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    document TEXT DEFAULT '' NOT NULL,
    file_name TEXT DEFAULT '' NOT NULL,
    media TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_agenda_attachment PRIMARY KEY (id),
    CONSTRAINT fk_agenda_attachment_agenda_item_id FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (id)
) STRICT;
CREATE INDEX ix_agenda_attachment_agenda_item_id ON agenda_attachment (agenda_item_id);
CREATE TABLE action_item (
    id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    agenda_item_id TEXT,
    text TEXT DEFAULT '' NOT NULL,
    unit_id TEXT,
    person_id TEXT,
    post TEXT DEFAULT '' NOT NULL,
    due TEXT,
    done TEXT,
    note TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_action_item PRIMARY KEY (id),
    CONSTRAINT fk_action_item_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
    CONSTRAINT fk_action_item_agenda_item_id FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (id),
    CONSTRAINT fk_action_item_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_action_item_person_id FOREIGN KEY(person_id) REFERENCES person (id)
) STRICT;
CREATE INDEX ix_action_item_person_id ON action_item (person_id);
CREATE INDEX ix_action_item_agenda_item_id ON action_item (agenda_item_id);
CREATE INDEX ix_action_item_meeting_id ON action_item (meeting_id);
CREATE INDEX ix_action_item_unit_id ON action_item (unit_id);
CREATE TABLE letter_recipient (
    id TEXT NOT NULL,
    letter_id TEXT NOT NULL,
    unit_id TEXT,
    person_id TEXT,
    post TEXT DEFAULT '' NOT NULL,
    role TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_letter_recipient PRIMARY KEY (id),
    CONSTRAINT fk_letter_recipient_letter_id FOREIGN KEY(letter_id) REFERENCES letter (id),
    CONSTRAINT fk_letter_recipient_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_letter_recipient_person_id FOREIGN KEY(person_id) REFERENCES person (id)
) STRICT;
CREATE INDEX ix_letter_recipient_unit_id ON letter_recipient (unit_id);
CREATE INDEX ix_letter_recipient_person_id ON letter_recipient (person_id);
CREATE INDEX ix_letter_recipient_letter_id ON letter_recipient (letter_id);
CREATE TABLE letter_attachment (
    id TEXT NOT NULL,
    letter_id TEXT NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    document TEXT DEFAULT '' NOT NULL,
    file_name TEXT DEFAULT '' NOT NULL,
    media TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_letter_attachment PRIMARY KEY (id),
    CONSTRAINT fk_letter_attachment_letter_id FOREIGN KEY(letter_id) REFERENCES letter (id)
) STRICT;
CREATE INDEX ix_letter_attachment_letter_id ON letter_attachment (letter_id);
