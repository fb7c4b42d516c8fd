ALTER TABLE measure ADD COLUMN kind TEXT DEFAULT '' NOT NULL;
ALTER TABLE measure ADD COLUMN begins TEXT;
ALTER TABLE measure ADD COLUMN ends TEXT;
ALTER TABLE measure ADD COLUMN days TEXT DEFAULT '' NOT NULL;
ALTER TABLE measure ADD COLUMN reports_to TEXT DEFAULT '' NOT NULL;
ALTER TABLE measure ADD COLUMN budget TEXT;
ALTER TABLE measure ADD COLUMN target TEXT DEFAULT '' NOT NULL;
ALTER TABLE measure ADD COLUMN success TEXT DEFAULT '' NOT NULL;
CREATE TABLE finding (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    indicator TEXT DEFAULT '' NOT NULL,
    practice TEXT DEFAULT '' NOT NULL,
    strength TEXT DEFAULT '' NOT NULL,
    weakness TEXT DEFAULT '' NOT NULL,
    issue TEXT DEFAULT '' NOT NULL,
    improvement TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_finding PRIMARY KEY (id),
    CONSTRAINT fk_finding_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_finding_year_id ON finding (year_id);
CREATE TABLE tracking_round (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    first TEXT DEFAULT '' NOT NULL,
    last TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_tracking_round PRIMARY KEY (id),
    CONSTRAINT fk_tracking_round_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_tracking_round_year_id ON tracking_round (year_id);
CREATE TABLE chapter (
    id TEXT NOT NULL,
    year_id TEXT NOT NULL,
    part TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    file_name TEXT DEFAULT '' NOT NULL,
    media TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_chapter PRIMARY KEY (id),
    CONSTRAINT fk_chapter_year_id FOREIGN KEY(year_id) REFERENCES fiscal_year (id)
) STRICT;
CREATE INDEX ix_chapter_year_id ON chapter (year_id);
CREATE TABLE column_widths (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    shares TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_column_widths PRIMARY KEY (id),
    CONSTRAINT uq_column_widths_name UNIQUE (name)
) STRICT;
CREATE TABLE finding_item (
    id TEXT NOT NULL,
    finding_id TEXT NOT NULL,
    item_code TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_finding_item PRIMARY KEY (id),
    CONSTRAINT uq_finding_item_finding_id_item_code UNIQUE (finding_id, item_code),
    CONSTRAINT fk_finding_item_finding_id FOREIGN KEY(finding_id) REFERENCES finding (id)
) STRICT;
CREATE INDEX ix_finding_item_finding_id ON finding_item (finding_id);
CREATE TABLE finding_source (
    id TEXT NOT NULL,
    finding_id TEXT NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    ref TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_finding_source PRIMARY KEY (id),
    CONSTRAINT uq_finding_source_finding_id_kind_ref UNIQUE (finding_id, kind, ref),
    CONSTRAINT fk_finding_source_finding_id FOREIGN KEY(finding_id) REFERENCES finding (id)
) STRICT;
CREATE INDEX ix_finding_source_finding_id ON finding_source (finding_id);
CREATE TABLE measure_finding (
    id TEXT NOT NULL,
    measure_id TEXT NOT NULL,
    finding_id TEXT NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_measure_finding PRIMARY KEY (id),
    CONSTRAINT uq_measure_finding_measure_id_finding_id UNIQUE (measure_id, finding_id),
    CONSTRAINT fk_measure_finding_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id),
    CONSTRAINT fk_measure_finding_finding_id FOREIGN KEY(finding_id) REFERENCES finding (id)
) STRICT;
CREATE INDEX ix_measure_finding_finding_id ON measure_finding (finding_id);
CREATE INDEX ix_measure_finding_measure_id ON measure_finding (measure_id);
CREATE TABLE entry (
    id TEXT NOT NULL,
    measure_id TEXT NOT NULL,
    occurrence TEXT,
    round_id TEXT,
    state TEXT DEFAULT '' NOT NULL,
    day TEXT,
    text TEXT DEFAULT '' NOT NULL,
    participants INTEGER,
    result TEXT DEFAULT '' NOT NULL,
    links TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_entry PRIMARY KEY (id),
    CONSTRAINT fk_entry_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id),
    CONSTRAINT fk_entry_round_id FOREIGN KEY(round_id) REFERENCES tracking_round (id)
) STRICT;
CREATE INDEX ix_entry_measure_id ON entry (measure_id);
CREATE INDEX ix_entry_round_id ON entry (round_id);
CREATE TABLE photo (
    id TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    media TEXT DEFAULT '' NOT NULL,
    original TEXT DEFAULT '' NOT NULL,
    file_name TEXT DEFAULT '' NOT NULL,
    width INTEGER DEFAULT '0' NOT NULL,
    height INTEGER DEFAULT '0' NOT NULL,
    crop TEXT DEFAULT '' NOT NULL,
    caption TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_photo PRIMARY KEY (id),
    CONSTRAINT fk_photo_entry_id FOREIGN KEY(entry_id) REFERENCES entry (id)
) STRICT;
CREATE INDEX ix_photo_entry_id ON photo (entry_id);
