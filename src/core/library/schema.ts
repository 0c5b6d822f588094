/**
 * The catalogue's migrations, oldest first. The database's `user_version` counts how many ran.
 * Only ever append: a library on somebody's disk has run the earlier ones.
 *
 * Ids are HeadshotPro's own. `gone_at` marks what the API no longer lists: never deleted here.
 * Times are ISO 8601 text in UTC. No URL is ever stored. Numbers the API gives are REAL: nobody
 * promises that they are whole.
 */
export const MIGRATIONS: readonly string[] = [
  `
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
  `,

  `
  -- Somebody's own marks on photos. A row without any mark is deleted.
  CREATE TABLE marks (
    model_id TEXT NOT NULL,
    photo_id TEXT NOT NULL,
    pick TEXT CHECK (pick IN ('pick', 'reject')),
    stars INTEGER NOT NULL DEFAULT 0 CHECK (stars BETWEEN 0 AND 5),
    PRIMARY KEY (model_id, photo_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX marks_picked ON marks (model_id) WHERE pick = 'pick';

  -- How many photos of a shoot had been seen at the last visit.
  CREATE TABLE seen_models (
    model_id TEXT PRIMARY KEY,
    photo_count INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Files whose bytes went into an export that was verified.
  CREATE TABLE exported_files (
    model_id TEXT NOT NULL,
    photo_id TEXT NOT NULL,
    variant TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    exported_at TEXT NOT NULL,
    PRIMARY KEY (model_id, photo_id, variant)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('sync', 'download', 'export')),
    label TEXT NOT NULL,
    state TEXT NOT NULL CHECK (
      state IN ('waiting', 'running', 'paused', 'offline', 'done', 'failed', 'cancelled')),
    -- The order of those that wait: the lowest is next.
    position INTEGER NOT NULL,
    -- JSON: what was asked, how far it came, what came of it.
    request TEXT NOT NULL,
    step INTEGER NOT NULL DEFAULT 0,
    has_written INTEGER NOT NULL DEFAULT 0,
    phases TEXT NOT NULL,
    failures TEXT NOT NULL DEFAULT '[]',
    failed INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    exports TEXT NOT NULL DEFAULT '[]',
    created_at TEXT NOT NULL,
    ended_at TEXT
  ) STRICT;
  CREATE INDEX jobs_by_position ON jobs (position);
  `,

  `
  -- Jobs may send invites, too. SQLite changes a CHECK by making the table anew.
  ALTER TABLE jobs RENAME TO jobs_before;
  DROP INDEX jobs_by_position;
  CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('sync', 'download', 'export', 'invites')),
    label TEXT NOT NULL,
    state TEXT NOT NULL CHECK (
      state IN ('waiting', 'running', 'paused', 'offline', 'done', 'failed', 'cancelled')),
    -- The order of those that wait: the lowest is next.
    position INTEGER NOT NULL,
    -- JSON: what was asked, how far it came, what came of it.
    request TEXT NOT NULL,
    step INTEGER NOT NULL DEFAULT 0,
    has_written INTEGER NOT NULL DEFAULT 0,
    phases TEXT NOT NULL,
    failures TEXT NOT NULL DEFAULT '[]',
    failed INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    exports TEXT NOT NULL DEFAULT '[]',
    created_at TEXT NOT NULL,
    ended_at TEXT
  ) STRICT;
  INSERT INTO jobs (id, kind, label, state, position, request, step, has_written, phases, failures,
      failed, error, exports, created_at, ended_at)
    SELECT id, kind, label, state, position, request, step, has_written, phases, failures,
      failed, error, exports, created_at, ended_at FROM jobs_before;
  DROP TABLE jobs_before;
  CREATE INDEX jobs_by_position ON jobs (position);

  -- One row for each invite of a list, written before it is sent.
  CREATE TABLE invite_sends (
    job_id TEXT NOT NULL,
    -- The order they are sent in, from 0.
    position INTEGER NOT NULL,
    line INTEGER NOT NULL,
    email TEXT NOT NULL,
    team_id TEXT,
    name TEXT,
    employee_id TEXT,
    -- unknown: the call was under way; it is asked about before anything is sent again.
    state TEXT NOT NULL CHECK (
      state IN ('queued', 'unknown', 'sent', 'already', 'failed', 'cancelled')),
    error_code TEXT,
    error_message TEXT,
    ended_at TEXT,
    PRIMARY KEY (job_id, position)
  ) STRICT, WITHOUT ROWID;

  -- What lists that were read here say of people, by address in lower case. HeadshotPro takes neither.
  CREATE TABLE invite_notes (
    email TEXT PRIMARY KEY,
    name TEXT,
    employee_id TEXT,
    noted_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- What admins did from this computer.
  CREATE TABLE actions (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'failed')),
    started_at TEXT NOT NULL,
    ended_at TEXT,
    detail TEXT,
    error_code TEXT,
    error_message TEXT
  ) STRICT;

  CREATE TABLE watch_rules (
    id TEXT PRIMARY KEY,
    -- JSON: the rule as it was saved.
    rule TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_run_at TEXT,
    error_code TEXT,
    error_message TEXT
  ) STRICT, WITHOUT ROWID;

  -- Whom a rule has served, so that nobody is served twice. The subject is a model, and the photo for favorites.
  CREATE TABLE watch_served (
    rule_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- NULL: was there before the rule, and is left alone.
    served_at TEXT,
    PRIMARY KEY (rule_id, subject)
  ) STRICT, WITHOUT ROWID;

  -- Webhooks that came in, by the hash of what tells them apart: a replay is known over a restart.
  CREATE TABLE webhooks_seen (
    key TEXT PRIMARY KEY,
    -- ms since 1970.
    until_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX invites_by_model ON invites (model_id) WHERE model_id IS NOT NULL;

  -- 1 and 0 once HeadshotPro has said whether sessions may be made here.
  ALTER TABLE organization ADD COLUMN whitelabel INTEGER;
  `,

  `
  -- Photos that HeadshotPro has, and the user has removed from this disk.
  ALTER TABLE models ADD COLUMN removed_count INTEGER NOT NULL DEFAULT 0;
  UPDATE models SET removed_count = removed.photos
  FROM (SELECT photos.model_id AS id, COUNT(*) AS photos FROM photos
    WHERE (photos.model_id, photos.id) IN (SELECT model_id, photo_id FROM files
        WHERE state = 'removed' AND variant <> 'thumbnail')
      AND NOT EXISTS (SELECT 1 FROM files WHERE files.model_id = photos.model_id
        AND files.photo_id = photos.id AND files.state = 'stored' AND files.variant <> 'thumbnail')
      AND photos.gone_at IS NULL AND photos.status <> 'deleted'
    GROUP BY photos.model_id) AS removed
  WHERE models.id = removed.id;
  `,
];
