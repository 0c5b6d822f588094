import { plainDraw } from '#sandbox/plain.ts';
import type { Sandbox, SandboxOptions } from '#sandbox/sandbox.ts';
import { startSandbox } from '#sandbox/sandbox.ts';
import type { SeedOrganization, SeedPhoto } from '#sandbox/seed.ts';

/** Ids of the small organization below, as the API reference's examples have them. */
export const MIRA = { id: '66b0a10c4f2d9e8b7a6c5d41', email: 'mira@northlight.example' };
export const TOVE = { id: '66b0a10c4f2d9e8b7a6c5d42', email: 'tove@northlight.example' };
export const SANNA = { email: 'sanna+work@northlight.example' };
export const MIRA_MODEL = '66b0c2f19d3e4a7b5c81f0a2';
export const OSKAR_MODEL = '66b0c2f19d3e4a7b5c81f0b7';
export const FIELD_CREW = { id: 'team_field01', name: 'Field crew' };
export const BACK_OFFICE = { id: 'team_office2', name: 'Back office' };

const FINISHED_AT = '2026-01-20T11:05:00.000Z';

/** `photo-0` loved and the favorite, `photo-1` liked, `photo-2` unrated, `photo-3` deleted. */
const MIRAS_PHOTOS: SeedPhoto[] = [
  { id: 'photo-0', likedStatus: 'loved', createdAt: FINISHED_AT },
  { id: 'photo-1', likedStatus: 'liked', createdAt: FINISHED_AT, variants: ['main'] },
  { id: 'photo-2', likedStatus: 'none', createdAt: FINISHED_AT },
  { id: 'photo-3', likedStatus: 'none', createdAt: FINISHED_AT, status: 'deleted' },
];

/** Mira is ready, Oskar in training, Tove has signed up, Sanna is invited. */
export function northlight(changes: Partial<SeedOrganization> = {}): SeedOrganization {
  return {
    uid: 'org_7f3k29ab',
    name: 'Northlight Surveying',
    website: 'https://northlight.example',
    credits: 42,
    teams: [FIELD_CREW, BACK_OFFICE],
    people: [
      {
        ...MIRA,
        name: 'Mira Dahl',
        teamId: FIELD_CREW.id,
        invitedAt: '2026-01-20T08:00:00.000Z',
        joinedAt: '2026-01-20T09:30:00.000Z',
        stage: 'ready',
        models: [
          {
            id: MIRA_MODEL,
            uid: 'anon_9mq41x',
            status: 'active',
            isDevelopment: false,
            createdAt: '2026-01-20T09:40:00.000Z',
            finishedAt: FINISHED_AT,
            favoritePhotoId: 'photo-0',
            photos: MIRAS_PHOTOS,
          },
        ],
      },
      {
        id: '66b0a10c4f2d9e8b7a6c5d43',
        email: 'oskar@northlight.example',
        name: 'Oskar Lind',
        teamId: null,
        invitedAt: '2026-01-21T08:00:00.000Z',
        joinedAt: '2026-01-21T09:30:00.000Z',
        stage: 'training',
        models: [
          {
            id: OSKAR_MODEL,
            uid: 'anon_2kk07p',
            status: 'pending',
            isDevelopment: false,
            createdAt: '2026-01-21T09:40:00.000Z',
            finishedAt: null,
            favoritePhotoId: null,
            photos: [],
          },
        ],
      },
      {
        ...TOVE,
        name: null,
        teamId: BACK_OFFICE.id,
        invitedAt: '2026-01-22T08:00:00.000Z',
        joinedAt: '2026-01-23T10:00:00.000Z',
        stage: 'accepted',
        models: [],
      },
      {
        id: '66b0a10c4f2d9e8b7a6c5d44',
        email: SANNA.email,
        name: null,
        teamId: BACK_OFFICE.id,
        invitedAt: '2026-01-24T08:00:00.000Z',
        joinedAt: null,
        stage: 'invited',
        models: [],
      },
    ],
    ...changes,
  };
}

/** A sandbox with that organization and plain pictures. */
export function startNorthlight(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  return startSandbox({ seed: northlight(), draw: plainDraw(), ...options });
}
