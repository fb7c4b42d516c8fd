CREATE TABLE content_digest (
    table_name TEXT NOT NULL,
    digest TEXT NOT NULL,
    CONSTRAINT pk_content_digest PRIMARY KEY (table_name)
) STRICT;
