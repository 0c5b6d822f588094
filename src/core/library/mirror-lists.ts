import type { Invite, Member, Team } from '#shared/domain.ts';
import type { MirrorPorts } from './mirror-ports.ts';
import { takeNamedTeams } from './mirror-teams.ts';
import { emailKey, foldText } from './text-keys.ts';

/**
 * The part of the mirror that takes in one complete list by itself, after something was changed: what it
 * says stands, what it lacks is marked as gone. It begins no pass, so that a sync may be under way.
 */
export function mirrorLists({ db, now, pass }: MirrorPorts) {
  const sweepOthers = (table: 'teams' | 'members' | 'invites', key: string, seen: string[]) => {
    db.run(
      `UPDATE ${table} SET gone_at = :now
       WHERE gone_at IS NULL AND ${key} NOT IN (SELECT value FROM json_each(:seen))`,
      { now: now(), seen: JSON.stringify(seen) },
    );
  };

  return {
    allTeams(teams: readonly Team[]): void {
      db.transaction(() => {
        for (const { id, name } of teams) {
          const row = { id, name, sortKey: foldText(name), pass: pass() };
          db.run(UPSERT_TEAM, row);
        }
        sweepOthers(
          'teams',
          'id',
          teams.map(({ id }) => id),
        );
      });
    },

    allInvites(invites: readonly Invite[]): void {
      db.transaction(() => {
        const keys = invites.map(({ email }) => emailKey(email) ?? email);
        for (const [index, { status, teamId, modelId, createdAt }] of invites.entries()) {
          const row = { email: keys[index] ?? '', status, teamId, modelId, createdAt };
          db.run(UPSERT_INVITE, { ...row, pass: pass() });
        }
        sweepOthers('invites', 'email', keys);
      });
    },

    /** The list of all members counts no photos: what another list has counted stands. */
    allMembers(members: readonly Member[]): void {
      db.transaction(() => {
        takeNamedTeams(db, members, pass());
        for (const member of members) {
          const { teamName: _, hasFavorite: __, ...row } = member;
          db.run(UPSERT_MEMBER, { ...row, pass: pass() });
        }
        sweepOthers(
          'members',
          'id',
          members.map(({ id }) => id),
        );
      });
    },
  };
}

const SEEN = 'seen_pass = MAX(seen_pass, :pass), gone_at = NULL';

const UPSERT_TEAM = `
  INSERT INTO teams (id, name, sort_key, seen_pass) VALUES (:id, :name, :sortKey, :pass)
  ON CONFLICT (id) DO UPDATE SET name = :name, sort_key = :sortKey, ${SEEN}`;

const UPSERT_INVITE = `
  INSERT INTO invites (email, status, team_id, model_id, created_at, seen_pass)
  VALUES (:email, :status, :teamId, :modelId, :createdAt, :pass)
  ON CONFLICT (email) DO UPDATE SET status = :status, team_id = :teamId, model_id = :modelId,
    created_at = COALESCE(:createdAt, created_at), ${SEEN}`;

const UPSERT_MEMBER = `
  INSERT INTO members (id, email, name, status, team_id, model_id, model_status, joined_at,
    photo_count, seen_pass)
  VALUES (:id, :email, :name, :status, :teamId, :modelId, :modelStatus, :joinedAt, :photoCount, :pass)
  ON CONFLICT (id) DO UPDATE SET email = :email, name = :name, status = :status,
    team_id = :teamId, model_id = :modelId, model_status = :modelStatus, joined_at = :joinedAt,
    photo_count = COALESCE(:photoCount, photo_count), ${SEEN}`;
