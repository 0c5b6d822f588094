import type { LegacyInvite, SentInvite } from '#shared/domain.ts';
import { AppError, isAppError } from '#shared/errors.ts';
import type { CallOptions } from './api.ts';
import { ApiFailure } from './api-failure.ts';
import { Calls } from './calls.ts';
import { amount } from './decode/fields.ts';
import { legacyInvite } from './decode/legacy-invite.ts';
import { sentInvite } from './decode/people.ts';
import { get, needed, orNull, post, segment } from './operation.ts';
import { Requester, type RequesterPorts } from './request.ts';

/** The API of the version before (reference §11): invites and credits, no photos. */
export interface V1Api {
  /** The credits left. */
  credits(options?: CallOptions): Promise<number>;
  /** Not repeated on its own; `already_exists` when the address was invited before. */
  invite(invite: { email: string; teamId?: string }, options?: CallOptions): Promise<SentInvite>;
  /** Deletes the person's session too; cannot be undone. */
  revoke(email: string, options?: CallOptions): Promise<void>;
  /** Null for an unknown id. */
  inviteById(inviteId: string, options?: CallOptions): Promise<LegacyInvite | null>;
}

/** V1 beside the V2 at `apiUrl`, drawing from the same allowance. Every call throws an AppError. */
export function createV1(apiUrl: string, ports: RequesterPorts): V1Api {
  const requester = new Requester({ ...ports, apiUrl: apiUrl.replace(/\/v2$/, '/v1') });
  const calls = new Calls(requester, ports.log);
  const assertVersioned = () => {
    if (apiUrl.endsWith('/v2')) return;
    throw new AppError(
      'invalid_input',
      'Version 1 of the API is looked for beside version 2: the API address must end in /v2.',
    );
  };
  const credits = get('v1.credits', '/credits');

  return {
    async credits(options) {
      assertVersioned();
      try {
        return await calls.one(credits, 'credits', () => amount, options);
      } catch (error) {
        if (!isUnknownMethod(error)) throw error;
        // The first description of this API has it as a POST; it changes nothing.
        const asPost = { ...credits, method: 'POST', repeatable: true } as const;
        return calls.one(asPost, 'credits', () => amount, options);
      }
    },
    async invite({ email, teamId }, options) {
      assertVersioned();
      const body = { email: needed(email, 'An e-mail address'), teamId };
      const call = { ...post('v1.invite', '/invite', body), mayExist: true };
      return calls.flat(call, 'link', () => sentInvite(body.email), options);
    },
    async revoke(email, options) {
      assertVersioned();
      const body = { email: needed(email, 'An e-mail address') };
      await calls.send(post('v1.revoke', '/invite/revoke', body), options);
    },
    async inviteById(inviteId, options) {
      assertVersioned();
      const call = get('v1.inviteById', `/invite/id/${segment(inviteId)}`);
      return orNull(calls.one(call, 'invite', () => legacyInvite(inviteId), options));
    },
  };
}

function isUnknownMethod(error: unknown): boolean {
  const cause = isAppError(error) ? error.cause : null;
  return cause instanceof ApiFailure && (cause.status === 404 || cause.status === 405);
}
