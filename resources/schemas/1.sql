CREATE TABLE meta (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_meta PRIMARY KEY ("key")
) STRICT;
CREATE TABLE organisation (
    id TEXT NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    short_name TEXT DEFAULT '' NOT NULL,
    agency_code TEXT DEFAULT '' NOT NULL,
    address TEXT DEFAULT '' NOT NULL,
    website TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_organisation PRIMARY KEY (id)
) STRICT;
CREATE TABLE unit (
    id TEXT NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    short_name TEXT DEFAULT '' NOT NULL,
    aliases TEXT DEFAULT '' NOT NULL,
    group_of TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_unit PRIMARY KEY (id)
) STRICT;
CREATE TABLE fiscal_year (
    id TEXT NOT NULL,
    year INTEGER NOT NULL,
    framework_code TEXT DEFAULT '' NOT NULL,
    framework_title TEXT DEFAULT '' NOT NULL,
    level_set TEXT DEFAULT '' NOT NULL,
    response_system TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_fiscal_year PRIMARY KEY (id),
    CONSTRAINT uq_fiscal_year_year UNIQUE (year)
) STRICT;
CREATE TABLE history_group (
    id INTEGER NOT NULL,
    label TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    target INTEGER,
    status TEXT NOT NULL,
    CONSTRAINT pk_history_group PRIMARY KEY (id)
) STRICT;
CREATE TABLE person (
    id TEXT NOT NULL,
    prefix TEXT DEFAULT '' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    job_title TEXT DEFAULT '' NOT NULL,
    unit_id TEXT,
    phone TEXT DEFAULT '' NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT fk_person_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;
CREATE INDEX ix_person_unit_id ON person (unit_id);
CREATE TABLE framework_node (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_framework_node PRIMARY KEY (id),
    CONSTRAINT uq_framework_node_year_id_kind_code UNIQUE (year_id, kind, code),
    CONSTRAINT fk_framework_node_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_framework_node_year_id ON framework_node (year_id);
CREATE TABLE calendar_date (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    day TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_calendar_date PRIMARY KEY (id),
    CONSTRAINT fk_calendar_date_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_calendar_date_year_id ON calendar_date (year_id);
CREATE TABLE body (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_body PRIMARY KEY (id),
    CONSTRAINT fk_body_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_body_year_id ON body (year_id);
CREATE TABLE assignment (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    item_code TEXT DEFAULT '' NOT NULL,
    due TEXT,
    as_of TEXT,
    note TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_assignment PRIMARY KEY (id),
    CONSTRAINT uq_assignment_year_id_item_code UNIQUE (year_id, item_code),
    CONSTRAINT fk_assignment_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_assignment_year_id ON assignment (year_id);
CREATE TABLE evidence (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    item_code TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    location TEXT DEFAULT '' NOT NULL,
    format TEXT DEFAULT '' NOT NULL,
    published TEXT,
    note TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_evidence PRIMARY KEY (id),
    CONSTRAINT fk_evidence_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_evidence_year_id ON evidence (year_id);
CREATE TABLE check_mark (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    requirement TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_check_mark PRIMARY KEY (id),
    CONSTRAINT uq_check_mark_year_id_requirement UNIQUE (year_id, requirement),
    CONSTRAINT fk_check_mark_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_check_mark_year_id ON check_mark (year_id);
CREATE TABLE measure (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    indicator TEXT DEFAULT '' NOT NULL,
    finding TEXT DEFAULT '' NOT NULL,
    method TEXT DEFAULT '' NOT NULL,
    frequency TEXT DEFAULT '' NOT NULL,
    schedule TEXT DEFAULT '' NOT NULL,
    monitoring TEXT DEFAULT '' NOT NULL,
    status TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_measure PRIMARY KEY (id),
    CONSTRAINT fk_measure_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_measure_year_id ON measure (year_id);
CREATE TABLE score (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    node TEXT DEFAULT '' NOT NULL,
    source TEXT DEFAULT '' NOT NULL,
    value TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_score PRIMARY KEY (id),
    CONSTRAINT uq_score_year_id_node_source UNIQUE (year_id, node, source),
    CONSTRAINT fk_score_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_score_year_id ON score (year_id);
CREATE TABLE history_change (
    id INTEGER NOT NULL,
    group_id INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    old TEXT,
    new TEXT,
    CONSTRAINT pk_history_change PRIMARY KEY (id),
    CONSTRAINT fk_history_change_group_id FOREIGN KEY(group_id) REFERENCES history_group (id)
) STRICT;
CREATE INDEX ix_history_change_group_id ON history_change (group_id);
CREATE INDEX ix_history_change_row_id ON history_change (row_id);
CREATE TABLE member (
    id TEXT NOT NULL,
    body_id TEXT NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    person_id TEXT,
    post TEXT DEFAULT '' NOT NULL,
    unit_id TEXT,
    role TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_member PRIMARY KEY (id),
    CONSTRAINT fk_member_body_id FOREIGN KEY(body_id) REFERENCES body (id),
    CONSTRAINT fk_member_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_member_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;
CREATE INDEX ix_member_body_id ON member (body_id);
CREATE INDEX ix_member_unit_id ON member (unit_id);
CREATE INDEX ix_member_person_id ON member (person_id);
CREATE TABLE assignment_owner (
    id TEXT NOT NULL,
    assignment_id TEXT NOT NULL,
    unit_id TEXT,
    person_id TEXT,
    post TEXT DEFAULT '' NOT NULL,
    role TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_assignment_owner PRIMARY KEY (id),
    CONSTRAINT fk_assignment_owner_assignment_id FOREIGN KEY(assignment_id) REFERENCES assignment (id),
    CONSTRAINT fk_assignment_owner_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_assignment_owner_person_id FOREIGN KEY(person_id) REFERENCES person (id)
) STRICT;
CREATE INDEX ix_assignment_owner_assignment_id ON assignment_owner (assignment_id);
CREATE INDEX ix_assignment_owner_person_id ON assignment_owner (person_id);
CREATE INDEX ix_assignment_owner_unit_id ON assignment_owner (unit_id);
CREATE TABLE measure_item (
    id TEXT NOT NULL,
    measure_id TEXT NOT NULL,
    item_code TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_measure_item PRIMARY KEY (id),
    CONSTRAINT uq_measure_item_measure_id_item_code UNIQUE (measure_id, item_code),
    CONSTRAINT fk_measure_item_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id)
) STRICT;
CREATE INDEX ix_measure_item_measure_id ON measure_item (measure_id);
CREATE TABLE measure_owner (
    id TEXT NOT NULL,
    measure_id TEXT NOT NULL,
    unit_id TEXT,
    person_id TEXT,
    post TEXT DEFAULT '' NOT NULL,
    role TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_measure_owner PRIMARY KEY (id),
    CONSTRAINT fk_measure_owner_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id),
    CONSTRAINT fk_measure_owner_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_measure_owner_person_id FOREIGN KEY(person_id) REFERENCES person (id)
) STRICT;
CREATE INDEX ix_measure_owner_person_id ON measure_owner (person_id);
CREATE INDEX ix_measure_owner_unit_id ON measure_owner (unit_id);
CREATE INDEX ix_measure_owner_measure_id ON measure_owner (measure_id);
