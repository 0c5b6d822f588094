import { UNASSIGNED } from '#shared/export.ts';
import { HAS_FAVORITE } from '../library/people-query.ts';

/** A condition over `models`: HeadshotPro still has it. */
const IS_THERE = `gone_at IS NULL AND status <> 'deleted'`;

/** The session somebody is in, the latest: `models.id` of the person `people.id`. */
const LATEST_MODEL = `(SELECT id FROM models WHERE person_id = people.id AND ${IS_THERE}
  ORDER BY created_at DESC, id DESC LIMIT 1)`;

/** What is known of the session's progress: of the session itself, else of the member's. */
const MODEL_STATUS = `COALESCE(latest.status, members.model_status)`;

/** Of the invite to their address; else of the one that led to their session: it may name another. */
const INVITE_STATUS = 'COALESCE(invites.status, used.status)';
const INVITED_AT = 'COALESCE(invites.created_at, used.created_at)';

/** Where somebody stands. Of an unknown status only that the photos are not ready is certain. */
const STEP = `CASE people.lifecycle
    WHEN 'gone' THEN 'gone' WHEN 'failed' THEN 'failed' WHEN 'ready' THEN 'completed'
    WHEN 'invited' THEN 'pending' WHEN 'accepted' THEN 'accepted'
    ELSE CASE
      WHEN ${MODEL_STATUS} = 'onboarding' THEN 'uploading'
      WHEN ${MODEL_STATUS} IN ('waiting', 'pending', 'generatingHeadshots', 'generating')
        THEN 'generating'
      WHEN ${INVITE_STATUS} IN ('generating', 'completed') THEN 'generating'
      ELSE 'uploading' END
  END`;

/** Since when, by the best time there is. */
const SINCE = `CASE people.lifecycle
    WHEN 'gone' THEN COALESCE(members.gone_at, invites.gone_at)
    WHEN 'ready' THEN COALESCE(latest.finished_at,
      (SELECT MAX(finished_at) FROM models WHERE person_id = people.id AND ${IS_THERE}),
      latest.created_at, people.joined_at)
    WHEN 'invited' THEN ${INVITED_AT}
    WHEN 'accepted' THEN COALESCE(people.joined_at, ${INVITED_AT})
    ELSE COALESCE(latest.created_at, people.joined_at, ${INVITED_AT})
  END`;

/**
 * Everybody on the way from an invite to headshots, one row each: the people of the library, with their
 * members, invites and sessions; and the invites that were withdrawn before anybody took them up.
 */
export const CAMPAIGN_ROWS = `
  SELECT people.id AS personId, COALESCE(people.name, notes.name) AS name, people.email AS email,
    COALESCE(teams.id, '${UNASSIGNED}') AS teamId, teams.name AS teamName, ${STEP} AS step,
    ${INVITE_STATUS} AS inviteStatus, members.status AS memberStatus,
    COALESCE(latest.id, members.model_id) AS modelId, ${SINCE} AS since,
    ${INVITED_AT} AS invitedAt,
    people.photo_count AS photoCount, ${HAS_FAVORITE} AS hasFavorite,
    notes.employee_id AS employeeId, people.sort_key AS sortKey,
    people.search_key || ' ' || lower(COALESCE(notes.name, '')) AS searchKey
  FROM people
  LEFT JOIN teams ON teams.id = people.team_id AND teams.gone_at IS NULL
  LEFT JOIN members ON members.id = people.member_id
  LEFT JOIN models AS latest ON latest.id = ${LATEST_MODEL}
  LEFT JOIN invites ON invites.email = lower(people.email)
  LEFT JOIN invites AS used ON invites.email IS NULL AND used.model_id = latest.id
  LEFT JOIN invite_notes AS notes ON notes.email = lower(people.email)
  UNION ALL
  SELECT NULL, notes.name, invites.email, COALESCE(teams.id, '${UNASSIGNED}'), teams.name, 'gone',
    invites.status, NULL, NULL, invites.gone_at, invites.created_at, 0, 0, notes.employee_id, invites.email,
    invites.email || ' ' || lower(COALESCE(notes.name, ''))
  FROM invites
  LEFT JOIN teams ON teams.id = invites.team_id AND teams.gone_at IS NULL
  LEFT JOIN invite_notes AS notes ON notes.email = invites.email
  WHERE (invites.status IN ('revoked', 'deleted') OR invites.gone_at IS NOT NULL)
    AND invites.email NOT IN (SELECT lower(email) FROM people WHERE email IS NOT NULL)`;
