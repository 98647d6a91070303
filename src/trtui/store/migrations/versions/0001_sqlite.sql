CREATE TABLE tag (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    CONSTRAINT uq_tag_name UNIQUE (name)
);

CREATE TABLE client_state (
    client_id INTEGER NOT NULL,
    name_key VARCHAR NOT NULL,
    owner_id INTEGER,
    status VARCHAR NOT NULL,
    town VARCHAR,
    postcode VARCHAR,
    phone VARCHAR,
    csi VARCHAR,
    contacts INTEGER NOT NULL,
    open_jobs INTEGER NOT NULL,
    next_call_at BIGINT,
    last_touch_at BIGINT,
    last_call_at BIGINT,
    is_archived BOOLEAN NOT NULL,
    CONSTRAINT pk_client_state PRIMARY KEY (client_id)
);

CREATE INDEX ix_client_state_name ON client_state (name_key, client_id);

CREATE INDEX ix_client_state_status ON client_state (status, name_key);

CREATE INDEX ix_client_state_owner ON client_state (owner_id, name_key);

CREATE INDEX ix_client_state_town ON client_state (town);

CREATE TABLE contact_state (
    contact_id INTEGER NOT NULL,
    client_id INTEGER,
    name_key VARCHAR NOT NULL,
    owner_id INTEGER,
    status VARCHAR NOT NULL,
    csi VARCHAR,
    csi_rank INTEGER NOT NULL,
    due_at BIGINT,
    due_since BIGINT,
    due_kind VARCHAR,
    reserved_for INTEGER,
    interval_days INTEGER,
    last_conversation_at BIGINT,
    last_touch_at BIGINT,
    last_outcome VARCHAR,
    blocked VARCHAR,
    is_archived BOOLEAN NOT NULL,
    CONSTRAINT pk_contact_state PRIMARY KEY (contact_id)
);

CREATE INDEX ix_contact_state_client ON contact_state (client_id);

CREATE INDEX ix_contact_state_later ON contact_state (due_at, csi_rank, due_since, contact_id) WHERE due_at IS NOT NULL;

CREATE INDEX ix_contact_state_name ON contact_state (name_key);

CREATE INDEX ix_contact_state_owner_later ON contact_state (owner_id, due_at, csi_rank, due_since, contact_id) WHERE due_at IS NOT NULL;

CREATE INDEX ix_contact_state_owner_due ON contact_state (owner_id, csi_rank, due_since, contact_id, due_at) WHERE due_at IS NOT NULL;

CREATE INDEX ix_contact_state_due ON contact_state (csi_rank, due_since, contact_id, due_at) WHERE due_at IS NOT NULL;

CREATE INDEX ix_contact_state_callback ON contact_state (reserved_for, due_at, csi_rank, due_since, contact_id) WHERE due_kind = 'callback';

CREATE TABLE word (
    id INTEGER NOT NULL,
    word VARCHAR NOT NULL,
    clients INTEGER NOT NULL,
    CONSTRAINT pk_word PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ux_word_word ON word (word);

CREATE TABLE word_piece (
    piece INTEGER NOT NULL,
    word_id INTEGER NOT NULL,
    CONSTRAINT pk_word_piece PRIMARY KEY (piece, word_id)
)
 WITHOUT ROWID;

CREATE TABLE match_key (
    "key" INTEGER NOT NULL,
    size SMALLINT NOT NULL,
    client_id INTEGER NOT NULL,
    CONSTRAINT pk_match_key PRIMARY KEY ("key", size, client_id)
)
 WITHOUT ROWID;

CREATE TABLE match_client (
    client_id INTEGER NOT NULL,
    keys VARCHAR NOT NULL,
    CONSTRAINT pk_match_client PRIMARY KEY (client_id)
);

CREATE TABLE search_client (
    id INTEGER NOT NULL,
    words VARCHAR NOT NULL,
    digits VARCHAR NOT NULL,
    CONSTRAINT pk_search_client PRIMARY KEY (id)
);

CREATE TABLE search_contact (
    id INTEGER NOT NULL,
    words VARCHAR NOT NULL,
    digits VARCHAR NOT NULL,
    CONSTRAINT pk_search_contact PRIMARY KEY (id)
);

CREATE TABLE search_word (
    word VARCHAR NOT NULL,
    back VARCHAR NOT NULL,
    CONSTRAINT pk_search_word PRIMARY KEY (word)
);

CREATE INDEX ix_search_word_back ON search_word (back);

CREATE TABLE team (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    CONSTRAINT uq_team_name UNIQUE (name)
);

CREATE TABLE user_account (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    login VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    email VARCHAR,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT,
    CONSTRAINT uq_user_account_login UNIQUE (login)
);

CREATE TABLE call_session (
    id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    name VARCHAR,
    scope VARCHAR NOT NULL,
    filter_text VARCHAR NOT NULL,
    goal INTEGER,
    started_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    break_from_at BIGINT,
    break_seconds INTEGER NOT NULL,
    ended_at BIGINT,
    CONSTRAINT pk_call_session PRIMARY KEY (id),
    CONSTRAINT fk_call_session_user_id FOREIGN KEY(user_id) REFERENCES user_account (id)
);

CREATE INDEX ix_call_session_user_id ON call_session (user_id);

CREATE TABLE import_batch (
    id INTEGER NOT NULL,
    file VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    user_id INTEGER,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    undone_at BIGINT,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    duplicate INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    CONSTRAINT pk_import_batch PRIMARY KEY (id),
    CONSTRAINT fk_import_batch_user_id FOREIGN KEY(user_id) REFERENCES user_account (id)
);

CREATE TABLE draft (
    id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    place VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    kept_at BIGINT NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY (id),
    CONSTRAINT uq_draft_user_id_place UNIQUE (user_id, place),
    CONSTRAINT fk_draft_user_id FOREIGN KEY(user_id) REFERENCES user_account (id)
);

CREATE INDEX ix_draft_user_id ON draft (user_id);

CREATE TABLE client (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    number VARCHAR,
    website VARCHAR,
    owner_id INTEGER,
    team_id INTEGER,
    access VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    sales_level VARCHAR,
    industry VARCHAR,
    customer_type VARCHAR,
    lead_source VARCHAR,
    banner VARCHAR,
    created_at BIGINT NOT NULL,
    created_by INTEGER,
    archived_at BIGINT,
    archived_why VARCHAR,
    CONSTRAINT fk_client_owner_id FOREIGN KEY(owner_id) REFERENCES user_account (id),
    CONSTRAINT fk_client_team_id FOREIGN KEY(team_id) REFERENCES team (id),
    CONSTRAINT fk_client_created_by FOREIGN KEY(created_by) REFERENCES user_account (id)
);

CREATE INDEX ix_client_owner_id ON client (owner_id);

CREATE INDEX ix_client_number ON client (number);

CREATE INDEX ix_client_team_id ON client (team_id);

CREATE TABLE contact (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    job_title VARCHAR,
    owner_id INTEGER,
    csi VARCHAR,
    csi_since_at BIGINT,
    out_of_queue VARCHAR,
    best_time VARCHAR,
    created_at BIGINT NOT NULL,
    created_by INTEGER,
    archived_at BIGINT,
    archived_why VARCHAR,
    anonymised_at BIGINT,
    CONSTRAINT fk_contact_owner_id FOREIGN KEY(owner_id) REFERENCES user_account (id),
    CONSTRAINT fk_contact_created_by FOREIGN KEY(created_by) REFERENCES user_account (id)
);

CREATE INDEX ix_contact_owner_id ON contact (owner_id);

CREATE TABLE objection (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    e164 VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    noted_by INTEGER,
    noted_at BIGINT NOT NULL,
    taken_back_at BIGINT,
    CONSTRAINT fk_objection_noted_by FOREIGN KEY(noted_by) REFERENCES user_account (id)
);

CREATE INDEX ix_objection_standing ON objection (e164) WHERE taken_back_at IS NULL;

CREATE TABLE phone_screening (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    e164 VARCHAR NOT NULL,
    tps_result VARCHAR,
    tps_checked_at BIGINT,
    CONSTRAINT uq_phone_screening_e164 UNIQUE (e164)
);

CREATE TABLE team_member (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    team_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    CONSTRAINT uq_team_member_team_id_user_id UNIQUE (team_id, user_id),
    CONSTRAINT fk_team_member_team_id FOREIGN KEY(team_id) REFERENCES team (id),
    CONSTRAINT fk_team_member_user_id FOREIGN KEY(user_id) REFERENCES user_account (id)
);

CREATE INDEX ix_team_member_user_id ON team_member (user_id);

CREATE INDEX ix_team_member_team_id ON team_member (team_id);

CREATE TABLE touch (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    client_id INTEGER,
    contact_id INTEGER,
    user_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    outcome VARCHAR,
    is_conversation BOOLEAN NOT NULL,
    at BIGINT NOT NULL,
    note VARCHAR,
    phone VARCHAR,
    session_id INTEGER,
    once VARCHAR,
    removed_at BIGINT,
    CONSTRAINT fk_touch_client_id FOREIGN KEY(client_id) REFERENCES client (id),
    CONSTRAINT fk_touch_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
    CONSTRAINT fk_touch_user_id FOREIGN KEY(user_id) REFERENCES user_account (id),
    CONSTRAINT fk_touch_session_id FOREIGN KEY(session_id) REFERENCES call_session (id),
    CONSTRAINT uq_touch_once UNIQUE (once)
);

CREATE INDEX ix_touch_user_at ON touch (user_id, at);

CREATE INDEX ix_touch_session_id ON touch (session_id);

CREATE INDEX ix_touch_client_at ON touch (client_id, at);

CREATE INDEX ix_touch_contact_at ON touch (contact_id, at);

CREATE TABLE call_plan (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    contact_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    at BIGINT NOT NULL,
    user_id INTEGER,
    reason VARCHAR,
    set_by INTEGER,
    set_at BIGINT NOT NULL,
    done_at BIGINT,
    CONSTRAINT fk_call_plan_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
    CONSTRAINT fk_call_plan_user_id FOREIGN KEY(user_id) REFERENCES user_account (id),
    CONSTRAINT fk_call_plan_set_by FOREIGN KEY(set_by) REFERENCES user_account (id)
);

CREATE INDEX ix_call_plan_contact_id ON call_plan (contact_id);

CREATE UNIQUE INDEX ux_call_plan_open ON call_plan (contact_id) WHERE done_at IS NULL;

CREATE TABLE target20 (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    contact_id INTEGER NOT NULL,
    since_at BIGINT NOT NULL,
    until_on VARCHAR,
    removed_at BIGINT,
    CONSTRAINT fk_target20_user_id FOREIGN KEY(user_id) REFERENCES user_account (id),
    CONSTRAINT fk_target20_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE INDEX ix_target20_contact_id ON target20 (contact_id);

CREATE UNIQUE INDEX ux_target20_open ON target20 (user_id, contact_id) WHERE removed_at IS NULL;

CREATE TABLE claim (
    client_id INTEGER NOT NULL,
    contact_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    token BIGINT NOT NULL,
    taken_at BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    CONSTRAINT pk_claim PRIMARY KEY (client_id),
    CONSTRAINT fk_claim_client_id FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE,
    CONSTRAINT fk_claim_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE,
    CONSTRAINT fk_claim_user_id FOREIGN KEY(user_id) REFERENCES user_account (id)
);

CREATE INDEX ix_claim_lease ON claim (lease_until);

CREATE TABLE call_skip (
    id INTEGER NOT NULL,
    session_id INTEGER NOT NULL,
    contact_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT pk_call_skip PRIMARY KEY (id),
    CONSTRAINT fk_call_skip_session_id FOREIGN KEY(session_id) REFERENCES call_session (id),
    CONSTRAINT fk_call_skip_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE,
    CONSTRAINT fk_call_skip_user_id FOREIGN KEY(user_id) REFERENCES user_account (id)
);

CREATE INDEX ix_call_skip_contact_id ON call_skip (contact_id);

CREATE INDEX ix_call_skip_session_id ON call_skip (session_id);

CREATE TABLE change (
    id INTEGER NOT NULL,
    at BIGINT NOT NULL,
    user_id INTEGER,
    session VARCHAR NOT NULL,
    use_case VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    batch_id INTEGER,
    undoes_id INTEGER,
    undone_by_id INTEGER,
    CONSTRAINT pk_change PRIMARY KEY (id),
    CONSTRAINT fk_change_user_id FOREIGN KEY(user_id) REFERENCES user_account (id),
    CONSTRAINT fk_change_batch_id FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    CONSTRAINT fk_change_undoes_id FOREIGN KEY(undoes_id) REFERENCES change (id),
    CONSTRAINT fk_change_undone_by_id FOREIGN KEY(undone_by_id) REFERENCES change (id)
);

CREATE INDEX ix_change_user_session ON change (user_id, session, id);

CREATE INDEX ix_change_batch_id ON change (batch_id);

CREATE TABLE client_name (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    since_on VARCHAR,
    until_on VARCHAR,
    CONSTRAINT fk_client_name_client_id FOREIGN KEY(client_id) REFERENCES client (id)
);

CREATE INDEX ix_client_name_client_id ON client_name (client_id);

CREATE TABLE site (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    name VARCHAR,
    line1 VARCHAR,
    line2 VARCHAR,
    town VARCHAR,
    county VARCHAR,
    postcode VARCHAR,
    country VARCHAR,
    is_main BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    removed_at BIGINT,
    CONSTRAINT fk_site_client_id FOREIGN KEY(client_id) REFERENCES client (id)
);

CREATE INDEX ix_site_client_id ON site (client_id);

CREATE TABLE client_tag (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    tag_id INTEGER NOT NULL,
    CONSTRAINT uq_client_tag_client_id_tag_id UNIQUE (client_id, tag_id),
    CONSTRAINT fk_client_tag_client_id FOREIGN KEY(client_id) REFERENCES client (id),
    CONSTRAINT fk_client_tag_tag_id FOREIGN KEY(tag_id) REFERENCES tag (id)
);

CREATE INDEX ix_client_tag_tag_id ON client_tag (tag_id);

CREATE INDEX ix_client_tag_client_id ON client_tag (client_id);

CREATE TABLE client_grant (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    granted_by INTEGER,
    granted_at BIGINT NOT NULL,
    CONSTRAINT uq_client_grant_client_id_user_id UNIQUE (client_id, user_id),
    CONSTRAINT fk_client_grant_client_id FOREIGN KEY(client_id) REFERENCES client (id),
    CONSTRAINT fk_client_grant_user_id FOREIGN KEY(user_id) REFERENCES user_account (id),
    CONSTRAINT fk_client_grant_granted_by FOREIGN KEY(granted_by) REFERENCES user_account (id)
);

CREATE INDEX ix_client_grant_user_id ON client_grant (user_id);

CREATE INDEX ix_client_grant_client_id ON client_grant (client_id);

CREATE TABLE status_override (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    client_id INTEGER,
    contact_id INTEGER,
    status VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    set_by INTEGER,
    set_at BIGINT NOT NULL,
    expires_at BIGINT,
    cleared_at BIGINT,
    CONSTRAINT ck_status_override_one_subject CHECK ((client_id IS NULL) <> (contact_id IS NULL)),
    CONSTRAINT fk_status_override_client_id FOREIGN KEY(client_id) REFERENCES client (id),
    CONSTRAINT fk_status_override_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
    CONSTRAINT fk_status_override_set_by FOREIGN KEY(set_by) REFERENCES user_account (id)
);

CREATE UNIQUE INDEX ux_status_override_client ON status_override (client_id) WHERE cleared_at IS NULL;

CREATE UNIQUE INDEX ux_status_override_contact ON status_override (contact_id) WHERE cleared_at IS NULL;

CREATE TABLE not_duplicate (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    said_by INTEGER,
    said_at BIGINT NOT NULL,
    CONSTRAINT uq_not_duplicate_client_id_other_id UNIQUE (client_id, other_id),
    CONSTRAINT fk_not_duplicate_client_id FOREIGN KEY(client_id) REFERENCES client (id),
    CONSTRAINT fk_not_duplicate_other_id FOREIGN KEY(other_id) REFERENCES client (id),
    CONSTRAINT fk_not_duplicate_said_by FOREIGN KEY(said_by) REFERENCES user_account (id)
);

CREATE INDEX ix_not_duplicate_client_id ON not_duplicate (client_id);

CREATE INDEX ix_not_duplicate_other_id ON not_duplicate (other_id);

CREATE TABLE contact_point (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    contact_id INTEGER,
    client_id INTEGER,
    kind VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    typed VARCHAR NOT NULL,
    label VARCHAR,
    position INTEGER NOT NULL,
    invalid_at BIGINT,
    invalid_why VARCHAR,
    CONSTRAINT fk_contact_point_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
    CONSTRAINT fk_contact_point_client_id FOREIGN KEY(client_id) REFERENCES client (id)
);

CREATE INDEX ix_contact_point_client_id ON contact_point (client_id);

CREATE INDEX ix_contact_point_contact_id ON contact_point (contact_id);

CREATE INDEX ix_contact_point_value ON contact_point (value);

CREATE TABLE csi_history (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    contact_id INTEGER NOT NULL,
    code VARCHAR,
    previous VARCHAR,
    reason VARCHAR,
    set_by INTEGER,
    set_at BIGINT NOT NULL,
    CONSTRAINT fk_csi_history_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
    CONSTRAINT fk_csi_history_set_by FOREIGN KEY(set_by) REFERENCES user_account (id)
);

CREATE INDEX ix_csi_history_contact_id ON csi_history (contact_id);

CREATE TABLE job (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    contact_id INTEGER,
    title VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    headcount INTEGER NOT NULL,
    note VARCHAR,
    registered_at BIGINT NOT NULL,
    registered_by INTEGER,
    filled_at BIGINT,
    closed_at BIGINT,
    removed_at BIGINT,
    CONSTRAINT fk_job_client_id FOREIGN KEY(client_id) REFERENCES client (id),
    CONSTRAINT fk_job_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
    CONSTRAINT fk_job_registered_by FOREIGN KEY(registered_by) REFERENCES user_account (id)
);

CREATE INDEX ix_job_contact_id ON job (contact_id);

CREATE INDEX ix_job_client_id ON job (client_id);

CREATE TABLE note (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    client_id INTEGER,
    contact_id INTEGER,
    body VARCHAR NOT NULL,
    created_at BIGINT NOT NULL,
    created_by INTEGER,
    pinned_at BIGINT,
    removed_at BIGINT,
    CONSTRAINT fk_note_client_id FOREIGN KEY(client_id) REFERENCES client (id),
    CONSTRAINT fk_note_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
    CONSTRAINT fk_note_created_by FOREIGN KEY(created_by) REFERENCES user_account (id)
);

CREATE INDEX ix_note_client_at ON note (client_id, created_at);

CREATE INDEX ix_note_contact_id ON note (contact_id);

CREATE TABLE task (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    client_id INTEGER,
    contact_id INTEGER,
    kind VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    due_at BIGINT,
    assigned_to INTEGER,
    team_id INTEGER,
    created_at BIGINT NOT NULL,
    created_by INTEGER,
    done_at BIGINT,
    done_by INTEGER,
    removed_at BIGINT,
    CONSTRAINT fk_task_client_id FOREIGN KEY(client_id) REFERENCES client (id),
    CONSTRAINT fk_task_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
    CONSTRAINT fk_task_assigned_to FOREIGN KEY(assigned_to) REFERENCES user_account (id),
    CONSTRAINT fk_task_team_id FOREIGN KEY(team_id) REFERENCES team (id),
    CONSTRAINT fk_task_created_by FOREIGN KEY(created_by) REFERENCES user_account (id),
    CONSTRAINT fk_task_done_by FOREIGN KEY(done_by) REFERENCES user_account (id)
);

CREATE INDEX ix_task_client_id ON task (client_id);

CREATE INDEX ix_task_assigned_due ON task (assigned_to, done_at, due_at);

CREATE INDEX ix_task_contact_id ON task (contact_id);

CREATE TABLE opened (
    user_id INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT pk_opened PRIMARY KEY (user_id, client_id),
    CONSTRAINT fk_opened_user_id FOREIGN KEY(user_id) REFERENCES user_account (id),
    CONSTRAINT fk_opened_client_id FOREIGN KEY(client_id) REFERENCES client (id) ON DELETE CASCADE
);

CREATE INDEX ix_opened_client_id ON opened (client_id);

CREATE TABLE change_item (
    id INTEGER NOT NULL,
    change_id INTEGER NOT NULL,
    entity VARCHAR NOT NULL,
    entity_id INTEGER NOT NULL,
    client_id INTEGER,
    contact_id INTEGER,
    "before" VARCHAR,
    "after" VARCHAR,
    CONSTRAINT pk_change_item PRIMARY KEY (id),
    CONSTRAINT fk_change_item_change_id FOREIGN KEY(change_id) REFERENCES change (id)
);

CREATE INDEX ix_change_item_entity ON change_item (entity, entity_id, id);

CREATE INDEX ix_change_item_client ON change_item (client_id, id);

CREATE INDEX ix_change_item_change_id ON change_item (change_id);

CREATE TABLE department (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    site_id INTEGER,
    website VARCHAR,
    phone VARCHAR,
    note VARCHAR,
    created_at BIGINT NOT NULL,
    removed_at BIGINT,
    CONSTRAINT fk_department_client_id FOREIGN KEY(client_id) REFERENCES client (id),
    CONSTRAINT fk_department_site_id FOREIGN KEY(site_id) REFERENCES site (id)
);

CREATE INDEX ix_department_client_id ON department (client_id);

CREATE TABLE assignment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    contact_id INTEGER NOT NULL,
    role VARCHAR,
    is_primary BOOLEAN NOT NULL,
    site_id INTEGER,
    from_at BIGINT NOT NULL,
    to_at BIGINT,
    ended_why VARCHAR,
    CONSTRAINT fk_assignment_client_id FOREIGN KEY(client_id) REFERENCES client (id),
    CONSTRAINT fk_assignment_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
    CONSTRAINT fk_assignment_site_id FOREIGN KEY(site_id) REFERENCES site (id)
);

CREATE INDEX ix_assignment_client_id ON assignment (client_id);

CREATE UNIQUE INDEX ux_assignment_current ON assignment (client_id, contact_id) WHERE to_at IS NULL;

CREATE UNIQUE INDEX ux_assignment_primary ON assignment (client_id) WHERE to_at IS NULL AND is_primary;

CREATE INDEX ix_assignment_contact_id ON assignment (contact_id);

CREATE TABLE placement (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    job_id INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    contact_id INTEGER,
    candidate VARCHAR,
    starts_on VARCHAR,
    ends_on VARCHAR,
    placed_at BIGINT NOT NULL,
    placed_by INTEGER,
    removed_at BIGINT,
    CONSTRAINT fk_placement_job_id FOREIGN KEY(job_id) REFERENCES job (id),
    CONSTRAINT fk_placement_client_id FOREIGN KEY(client_id) REFERENCES client (id),
    CONSTRAINT fk_placement_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
    CONSTRAINT fk_placement_placed_by FOREIGN KEY(placed_by) REFERENCES user_account (id)
);

CREATE INDEX ix_placement_client_id ON placement (client_id);

CREATE INDEX ix_placement_job_id ON placement (job_id);

CREATE INDEX ix_placement_contact_id ON placement (contact_id);

CREATE VIRTUAL TABLE search_client_words USING fts5(words, content='search_client', content_rowid='id', detail=none, columnsize=0, prefix='1 2 3 4 5 6 7 8', tokenize="ascii tokenchars '~^@._-'");

CREATE VIRTUAL TABLE search_client_digits USING fts5(grams, content='', detail=none, columnsize=0, prefix='3', tokenize='ascii');

CREATE VIRTUAL TABLE search_contact_words USING fts5(words, content='search_contact', content_rowid='id', detail=none, columnsize=0, prefix='1 2 3 4 5 6 7 8', tokenize="ascii tokenchars '~^@._-'");

CREATE VIRTUAL TABLE search_contact_digits USING fts5(grams, content='', detail=none, columnsize=0, prefix='3', tokenize='ascii');
