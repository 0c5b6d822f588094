import { describe, expect, it } from 'vitest';
import type { PhotoFailure } from '#shared/jobs.ts';
import { groupFailures } from './failure-groups.ts';

const failure = (person: string, photoId: string | null, message: string): PhotoFailure => ({
  person,
  team: person === 'Ben' ? null : 'Sales',
  modelId: `model-of-${person}`,
  photoId,
  code: 'photo_gone',
  message,
});

describe('failures by person', () => {
  it('say each reason once, with how many photos it concerns', () => {
    const groups = groupFailures([
      failure('Anna', 'p1', 'Gone.'),
      failure('Ben', 'p9', 'Broken.'),
      failure('Anna', 'p2', 'Gone.'),
      failure('Anna', 'p3', 'Broken.'),
    ]);
    expect(groups).toEqual([
      {
        person: 'Anna',
        team: 'Sales',
        reasons: [
          { message: 'Gone.', photos: 2 },
          { message: 'Broken.', photos: 1 },
        ],
        email: null,
      },
      { person: 'Ben', team: null, email: null, reasons: [{ message: 'Broken.', photos: 1 }] },
    ]);
  });

  it('keep a whole session apart from its photos', () => {
    const [anna] = groupFailures([failure('Anna', null, 'No.'), failure('Anna', 'p1', 'No.')]);
    expect(anna?.reasons).toEqual([
      { message: 'No.', photos: null },
      { message: 'No.', photos: 1 },
    ]);
  });

  it('keep two people of one name apart whose invites failed', () => {
    const invite = {
      person: 'Anna Berg',
      team: null,
      code: 'invalid_input',
      message: 'No.',
    } as const;
    const emails = ['anna@x.example', 'berg@x.example'];
    expect(groupFailures(emails.map((email) => ({ ...invite, email })))).toEqual(
      emails.map((email) => ({
        person: 'Anna Berg',
        team: null,
        email,
        reasons: [{ message: 'No.', photos: null }],
      })),
    );
  });
});
