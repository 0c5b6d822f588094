/** Actions may be carried out in part. SQLite changes a CHECK by making the table anew. */
export const PARTIAL_ACTIONS = `
  ALTER TABLE actions RENAME TO actions_before;
  CREATE TABLE actions (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'partial', 'failed')),
    started_at TEXT NOT NULL,
    ended_at TEXT,
    detail TEXT,
    error_code TEXT,
    error_message TEXT
  ) STRICT;
  INSERT INTO actions (id, kind, subject, state, started_at, ended_at, detail, error_code,
      error_message)
    SELECT id, kind, subject, state, started_at, ended_at, detail, error_code, error_message
    FROM actions_before;
  DROP TABLE actions_before;
`;
