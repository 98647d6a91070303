CREATE TABLE client_registration (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    number VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    category VARCHAR NOT NULL,
    sic VARCHAR NOT NULL,
    sic_texts VARCHAR NOT NULL,
    incorporated_on VARCHAR,
    accounts_due_on VARCHAR,
    address VARCHAR NOT NULL,
    postcode VARCHAR NOT NULL,
    previous VARCHAR NOT NULL,
    checked_at BIGINT NOT NULL,
    source VARCHAR NOT NULL,
    CONSTRAINT uq_client_registration_client_id UNIQUE (client_id),
    CONSTRAINT fk_client_registration_client_id FOREIGN KEY(client_id) REFERENCES client (id)
);

CREATE TABLE register_verdict (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    facts VARCHAR NOT NULL,
    said_by INTEGER,
    said_at BIGINT NOT NULL,
    CONSTRAINT uq_register_verdict_client_id_kind_facts UNIQUE (client_id, kind, facts),
    CONSTRAINT fk_register_verdict_client_id FOREIGN KEY(client_id) REFERENCES client (id),
    CONSTRAINT fk_register_verdict_said_by FOREIGN KEY(said_by) REFERENCES user_account (id)
);

CREATE TABLE register_flag (
    client_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    rank INTEGER NOT NULL,
    number VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    facts VARCHAR NOT NULL,
    since_at BIGINT NOT NULL,
    edition VARCHAR NOT NULL,
    CONSTRAINT pk_register_flag PRIMARY KEY (client_id, kind)
);

CREATE TABLE register_proposal (
    client_id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    number VARCHAR NOT NULL,
    company VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    score FLOAT NOT NULL,
    reasons VARCHAR NOT NULL,
    edition VARCHAR NOT NULL,
    CONSTRAINT pk_register_proposal PRIMARY KEY (client_id)
);

CREATE INDEX ix_register_proposal_score ON register_proposal (score, client_id);
