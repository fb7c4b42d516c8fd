CREATE TABLE survey_group (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    instrument TEXT DEFAULT '' NOT NULL,
    unit_id TEXT,
    kind TEXT DEFAULT '' NOT NULL,
    population INTEGER,
    required INTEGER,
    note TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_survey_group PRIMARY KEY (id),
    CONSTRAINT fk_survey_group_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id),
    CONSTRAINT fk_survey_group_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;
CREATE INDEX ix_survey_group_unit_id ON survey_group (unit_id);
CREATE INDEX ix_survey_group_year_id ON survey_group (year_id);
CREATE TABLE survey_link (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    instrument TEXT DEFAULT '' NOT NULL,
    audience TEXT DEFAULT '' NOT NULL,
    url TEXT DEFAULT '' NOT NULL,
    opens TEXT,
    closes TEXT,
    languages TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_survey_link PRIMARY KEY (id),
    CONSTRAINT fk_survey_link_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_survey_link_year_id ON survey_link (year_id);
CREATE TABLE survey_rule (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    instrument TEXT DEFAULT '' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    units TEXT DEFAULT '' NOT NULL,
    up_to INTEGER,
    percent INTEGER,
    least INTEGER,
    note TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_survey_rule PRIMARY KEY (id),
    CONSTRAINT fk_survey_rule_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_survey_rule_year_id ON survey_rule (year_id);
CREATE TABLE survey_count (
    id TEXT NOT NULL,
    survey_group_id TEXT NOT NULL,
    day TEXT DEFAULT '' NOT NULL,
    answered INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_survey_count PRIMARY KEY (id),
    CONSTRAINT uq_survey_count_survey_group_id_day UNIQUE (survey_group_id, day),
    CONSTRAINT fk_survey_count_survey_group_id FOREIGN KEY(survey_group_id) REFERENCES survey_group (id)
) STRICT;
CREATE INDEX ix_survey_count_survey_group_id ON survey_count (survey_group_id);
