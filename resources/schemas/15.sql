ALTER TABLE entry ADD COLUMN unit_id TEXT CONSTRAINT fk_entry_unit_id REFERENCES unit (id);
CREATE INDEX ix_entry_unit_id ON entry (unit_id);
ALTER TABLE evidence ADD COLUMN unit_id TEXT CONSTRAINT fk_evidence_unit_id REFERENCES unit (id);
ALTER TABLE evidence ADD COLUMN part TEXT DEFAULT '' NOT NULL;
ALTER TABLE evidence ADD COLUMN statement TEXT DEFAULT '' NOT NULL;
CREATE INDEX ix_evidence_unit_id ON evidence (unit_id);
