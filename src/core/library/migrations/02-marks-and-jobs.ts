/** Somebody’s own marks, what was seen and exported, and the jobs. */
export const MARKS_AND_JOBS = `
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
`;
