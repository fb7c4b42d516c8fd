CREATE TABLE scenario (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_scenario PRIMARY KEY (id),
    CONSTRAINT uq_scenario_year_id_name UNIQUE (year_id, name),
    CONSTRAINT fk_scenario_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_scenario_year_id ON scenario (year_id);
CREATE TABLE scenario_score (
    id TEXT NOT NULL,
    scenario_id TEXT NOT NULL,
    node TEXT DEFAULT '' NOT NULL,
    value TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_scenario_score PRIMARY KEY (id),
    CONSTRAINT uq_scenario_score_scenario_id_node UNIQUE (scenario_id, node),
    CONSTRAINT fk_scenario_score_scenario_id FOREIGN KEY(scenario_id) REFERENCES scenario (id)
) STRICT;
CREATE INDEX ix_scenario_score_scenario_id ON scenario_score (scenario_id);
