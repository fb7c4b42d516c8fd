CREATE TABLE answer (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    instrument TEXT DEFAULT '' NOT NULL,
    question TEXT DEFAULT '' NOT NULL,
    option INTEGER DEFAULT '0' NOT NULL,
    label TEXT DEFAULT '' NOT NULL,
    count INTEGER DEFAULT '0' NOT NULL,
    percent TEXT,
    title TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_answer PRIMARY KEY (id),
    CONSTRAINT uq_answer_year_id_instrument_question_option UNIQUE (year_id, instrument, question, option),
    CONSTRAINT fk_answer_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_answer_year_id ON answer (year_id);
CREATE TABLE group_figure (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    breakdown TEXT DEFAULT '' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    node TEXT DEFAULT '' NOT NULL,
    count INTEGER,
    value TEXT,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_group_figure PRIMARY KEY (id),
    CONSTRAINT uq_group_figure_year_id_breakdown_name_node UNIQUE (year_id, breakdown, name, node),
    CONSTRAINT fk_group_figure_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_group_figure_year_id ON group_figure (year_id);
CREATE TABLE respondent_comment (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    instrument TEXT DEFAULT '' NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_respondent_comment PRIMARY KEY (id),
    CONSTRAINT fk_respondent_comment_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_respondent_comment_year_id ON respondent_comment (year_id);
