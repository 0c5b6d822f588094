/** What HeadshotPro has, what is on disk, and what is to be fetched and exported. */
export const CATALOGUE = `
  CREATE TABLE organization (
    uid TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    website TEXT,
    credits REAL,
    sync_pass INTEGER NOT NULL DEFAULT 0,
    synced_at TEXT
  ) STRICT;

  CREATE TABLE teams (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    seen_pass INTEGER NOT NULL,
    gone_at TEXT
  ) STRICT;

  CREATE TABLE members (
    id TEXT PRIMARY KEY,
    email TEXT,
    name TEXT,
    status TEXT,
    team_id TEXT,
    model_id TEXT,
    model_status TEXT,
    joined_at TEXT,
    photo_count REAL,
    seen_pass INTEGER NOT NULL,
    gone_at TEXT
  ) STRICT;

  CREATE TABLE invites (
    email TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    team_id TEXT,
    model_id TEXT,
    created_at TEXT,
    seen_pass INTEGER NOT NULL,
    gone_at TEXT
  ) STRICT;

  CREATE TABLE models (
    id TEXT PRIMARY KEY,
    uid TEXT,
    email TEXT,
    title TEXT,
    status TEXT NOT NULL,
    team_id TEXT,
    is_development INTEGER NOT NULL,
    created_at TEXT,
    finished_at TEXT,
    person_id TEXT,
    -- What the photos were like upstream when they were last listed here; NULL: never listed, or
    -- something has shown since that the list is out of date.
    listed_at TEXT,
    listed_finished_at TEXT,
    listed_photo_count REAL,
    -- Kept by the catalogue in the transaction that changes photos or files.
    photo_count INTEGER NOT NULL DEFAULT 0,
    stored_count INTEGER NOT NULL DEFAULT 0,
    stored_bytes INTEGER NOT NULL DEFAULT 0,
    seen_pass INTEGER NOT NULL,
    gone_at TEXT
  ) STRICT;
  CREATE INDEX models_by_person ON models (person_id);

  CREATE TABLE photos (
    model_id TEXT NOT NULL,
    id TEXT NOT NULL,
    status TEXT NOT NULL,
    liked_status TEXT NOT NULL,
    created_at TEXT,
    -- Set when the API was seen to offer the photo in this one size only.
    only_variant TEXT,
    gone_at TEXT,
    PRIMARY KEY (model_id, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX photos_by_id ON photos (id);
  CREATE INDEX photos_by_rating ON photos (liked_status, model_id, id);

  CREATE TABLE favorites (
    model_id TEXT PRIMARY KEY,
    photo_id TEXT NOT NULL,
    seen_pass INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE files (
    model_id TEXT NOT NULL,
    photo_id TEXT NOT NULL,
    variant TEXT NOT NULL,
    -- stored: verified and there; missing and damaged: found so later; removed: by the user.
    state TEXT NOT NULL CHECK (state IN ('stored', 'missing', 'damaged', 'removed')),
    extension TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    crc32 INTEGER NOT NULL,
    stored_at TEXT NOT NULL,
    verified_at TEXT NOT NULL,
    PRIMARY KEY (model_id, photo_id, variant)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX files_not_stored ON files (state) WHERE state <> 'stored';

  CREATE TABLE people (
    id TEXT PRIMARY KEY,
    member_id TEXT,
    name TEXT,
    email TEXT,
    team_id TEXT,
    lifecycle TEXT NOT NULL,
    joined_at TEXT,
    sort_key TEXT NOT NULL,
    search_key TEXT NOT NULL,
    photo_count INTEGER NOT NULL DEFAULT 0,
    stored_count INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX people_by_name ON people (sort_key, id);
  CREATE INDEX people_by_team ON people (team_id, sort_key, id);
  CREATE INDEX people_by_lifecycle ON people (lifecycle, sort_key, id);
  CREATE INDEX people_totals ON people (team_id, lifecycle, photo_count, stored_count);

  CREATE TABLE transfers (
    id INTEGER PRIMARY KEY,
    model_id TEXT NOT NULL,
    photo_id TEXT NOT NULL,
    variant TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'active', 'done', 'failed', 'cancelled')),
    priority INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    error_code TEXT,
    error_message TEXT,
    queued_at TEXT NOT NULL,
    ended_at TEXT,
    UNIQUE (model_id, photo_id, variant)
  ) STRICT;
  CREATE INDEX transfers_next ON transfers (state, priority DESC, id);

  CREATE TABLE exports (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    options TEXT NOT NULL,
    report TEXT,
    error_code TEXT
  ) STRICT;
`;
