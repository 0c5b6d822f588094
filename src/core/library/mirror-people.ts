import type { Invite, Member } from '#shared/domain.ts';
import type { MirrorPorts } from './mirror-ports.ts';
import { takeNamedTeams } from './mirror-teams.ts';
import { emailKey } from './text-keys.ts';

/** The lists that are swept for what is gone once they were read to their end. */
export type SweptList = 'teams' | 'members' | 'invites';

/** The part of the mirror that is about members and invites, and sweeps the lists of people. */
export function mirrorPeople({ db, now, pass }: MirrorPorts) {
  return {
    /** Takes in members from any of their lists: what one leaves out another may have said. */
    members(members: readonly Member[]): void {
      db.transaction(() => {
        takeNamedTeams(db, members, pass());
        for (const member of members) {
          db.run(UPSERT_MEMBER, {
            id: member.id,
            email: member.email,
            name: member.name,
            status: member.status,
            teamId: member.teamId,
            modelId: member.modelId,
            modelStatus: member.modelStatus,
            joinedAt: member.joinedAt,
            photoCount: member.photoCount,
            pass: pass(),
          });
        }
      });
    },

    invites(invites: readonly Invite[]): void {
      db.transaction(() => {
        takeNamedTeams(db, invites.filter(stands), pass());
        for (const invite of invites) {
          db.run(
            `INSERT INTO invites (email, status, team_id, model_id, created_at, seen_pass)
             VALUES (:email, :status, :teamId, :modelId, :createdAt, :pass)
             ON CONFLICT (email) DO UPDATE SET status = :status, team_id = :teamId,
               model_id = :modelId, created_at = :createdAt, seen_pass = :pass, gone_at = NULL`,
            {
              email: emailKey(invite.email) ?? invite.email,
              status: invite.status,
              teamId: invite.teamId,
              modelId: invite.modelId,
              createdAt: invite.createdAt,
              pass: pass(),
            },
          );
        }
      });
    },

    /** How many a list that was read to its end did not contain, of those that were there before. */
    lacking(list: SweptList): number {
      const lacking = db.get<{ n: number }>(
        `SELECT COUNT(*) AS n FROM ${list} WHERE seen_pass < :pass AND gone_at IS NULL`,
        { pass: pass() },
      );
      return lacking?.n ?? 0;
    },

    /** Marks what a list that was read to its end did not contain. */
    sweep(list: SweptList): void {
      db.run(`UPDATE ${list} SET gone_at = :now WHERE seen_pass < :pass AND gone_at IS NULL`, {
        now: now(),
        pass: pass(),
      });
    },
  };
}

/** Whether an invite still puts somebody into its team. */
function stands({ status }: Invite): boolean {
  return status !== 'revoked' && status !== 'deleted';
}

/** The new value where this list has one, else what another list said in the same pass. */
const said = (column: string, value: string) =>
  `${column} = COALESCE(${value}, CASE WHEN seen_pass = :pass THEN ${column} END)`;

const UPSERT_MEMBER = `
  INSERT INTO members (id, email, name, status, team_id, model_id, model_status, joined_at,
    photo_count, seen_pass)
  VALUES (:id, :email, :name, :status, :teamId, :modelId, :modelStatus, :joinedAt, :photoCount, :pass)
  ON CONFLICT (id) DO UPDATE SET ${said('email', ':email')}, ${said('name', ':name')},
    ${said('status', ':status')}, ${said('team_id', ':teamId')}, ${said('model_id', ':modelId')},
    ${said('model_status', ':modelStatus')}, ${said('joined_at', ':joinedAt')},
    ${said('photo_count', ':photoCount')}, seen_pass = :pass, gone_at = NULL`;
