import { describe, expect, it } from 'vitest';
import type { Campaign, CampaignPerson } from '#shared/campaign.ts';
import { createClient } from '#shared/client.ts';
import { AppError } from '#shared/errors.ts';
import { scriptedBridge } from '#test/scripted-bridge.ts';
import { createCampaign, EVERYBODY, isNarrowed } from './campaign-store.ts';
import { daysWords, isStuck } from './campaign-words.ts';
import { moveInList } from './move-in-list.ts';
import { personMenu } from './person-menu.ts';
import type { CampaignActions } from './use-campaign-actions.ts';

const campaign = (syncedAt: string) => ({ syncedAt }) as Campaign;
const person = (news: Partial<CampaignPerson> = {}): CampaignPerson => ({
  personId: 'p',
  name: 'Ada',
  email: 'ada@plain.example',
  teamId: null,
  teamName: null,
  step: 'pending',
  inviteStatus: 'pending',
  memberStatus: null,
  modelId: null,
  since: null,
  days: 12,
  expiresAt: null,
  photoCount: 0,
  hasFavorite: false,
  employeeId: null,
  ...news,
});

describe('the campaign', () => {
  it('keeps its numbers where they cannot be asked for again, and drops a late answer', async () => {
    const core = scriptedBridge();
    const { store } = createCampaign(createClient(core.bridge));
    store.getState().refresh();
    store.getState().refresh();
    const [late, latest] = core.calls('campaign.get');
    await latest?.answer(campaign('second'));
    await late?.answer(campaign('first'));
    expect(store.getState().campaign?.syncedAt).toBe('second');
    store.getState().refresh();
    await core.latest('campaign.get').fail(new AppError('library_busy', 'Busy.'));
    expect(store.getState()).toMatchObject({
      campaign: { syncedAt: 'second' },
      failure: { message: 'Busy.' },
    });
  });

  it('takes every filter back at once, but not the order', () => {
    const { store } = createCampaign(createClient(scriptedBridge().bridge));
    store.getState().narrow({ step: 'failed', search: 'x', teamId: 't', order: 'name' });
    store.getState().setFocus(7);
    expect(isNarrowed(store.getState().query)).toBe(true);
    store.getState().clear();
    expect(store.getState().query).toEqual({ ...EVERYBODY, order: 'name' });
    expect(store.getState().focus).toBe(0);
  });
});

describe('somebody on the way', () => {
  it.each([
    ['pending', 12, 'stuck for 12 days'],
    ['pending', 6, '6 days'],
    ['uploading', 0, 'since today'],
    ['completed', 90, '90 days'],
    ['failed', null, '–'],
  ] as const)('at %s for %s days reads “%s”', (step, days, words) => {
    expect(daysWords({ step, days })).toBe(words);
    expect(isStuck({ step, days })).toBe(words.startsWith('stuck'));
  });

  it.each([
    ['who is invited', {}, ['Copy invite link', 'Revoke invite…']],
    ['whose invite was revoked', { inviteStatus: 'revoked', step: 'gone' }, []],
    [
      'who is ready',
      { inviteStatus: 'completed', step: 'completed', modelId: 'm' },
      ['Revoke invite…', 'Delete session…'],
    ],
    ['without an address', { email: null, inviteStatus: null, modelId: 'm' }, ['Delete session…']],
  ] as const)('%s is offered what is possible', (_who, news, expected) => {
    const items = personMenu(person(news), {} as CampaignActions, false);
    const labels = items.flatMap((item) =>
      typeof item === 'object' && 'label' in item ? item.label : [],
    );
    const optional = ['Copy invite link', 'Revoke invite…', 'Delete session…'];
    expect(labels.filter((label) => optional.includes(label))).toEqual(expected);
  });

  it('has nothing destroyed while HeadshotPro cannot be asked', () => {
    const items = personMenu(person({ modelId: 'm' }), {} as CampaignActions, true);
    const dangerous = items.filter((item) => typeof item === 'object' && 'danger' in item);
    expect(dangerous).toHaveLength(2);
    expect(
      dangerous.every((item) => typeof item === 'object' && 'disabled' in item && item.disabled),
    ).toBe(true);
  });
});

describe('keys in the list', () => {
  it('move the focus and stop at the ends', () => {
    expect(moveInList('ArrowDown', 4, 5, 10)).toBe(4);
    expect(moveInList('PageUp', 4, 100, 10)).toBe(0);
    expect(moveInList('End', 4, 100, 10)).toBe(99);
    expect(moveInList('x', 4, 100, 10)).toBeNull();
    expect(moveInList('ArrowDown', 0, 0, 10)).toBeNull();
  });
});
