CREATE TABLE public_text (
    id TEXT NOT NULL,
    place TEXT DEFAULT '' NOT NULL,
    digest TEXT DEFAULT '' NOT NULL,
    decided TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_public_text PRIMARY KEY (id),
    CONSTRAINT uq_public_text_place_digest UNIQUE (place, digest)
) STRICT;
