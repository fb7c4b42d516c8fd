CREATE TABLE assessor_remark (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    node TEXT DEFAULT '' NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_assessor_remark PRIMARY KEY (id),
    CONSTRAINT uq_assessor_remark_year_id_node UNIQUE (year_id, node),
    CONSTRAINT fk_assessor_remark_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_assessor_remark_year_id ON assessor_remark (year_id);
