CREATE TABLE moved_remark AS SELECT id, year_id, node, text, row_version FROM assessor_remark;
DROP TABLE assessor_remark;
CREATE TABLE assessor_remark (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    node TEXT DEFAULT '' NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    day TEXT,
    answer TEXT DEFAULT '' NOT NULL,
    mend TEXT DEFAULT '' NOT NULL,
    proof TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_assessor_remark PRIMARY KEY (id),
    CONSTRAINT fk_assessor_remark_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_assessor_remark_year_id ON assessor_remark (year_id);
INSERT INTO assessor_remark (id, year_id, node, text, row_version)
SELECT id, year_id, node, text, row_version FROM moved_remark;
DROP TABLE moved_remark;
CREATE TABLE filing (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    item_code TEXT DEFAULT '' NOT NULL,
    filed TEXT DEFAULT '' NOT NULL,
    links TEXT DEFAULT '' NOT NULL,
    explanation TEXT DEFAULT '' NOT NULL,
    published TEXT,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_filing PRIMARY KEY (id),
    CONSTRAINT fk_filing_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_filing_year_id ON filing (year_id);
