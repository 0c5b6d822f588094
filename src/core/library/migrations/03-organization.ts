/** The admin work: lists of invites, history, watch rules and webhooks. */
export const ORGANIZATION = `
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
`;
