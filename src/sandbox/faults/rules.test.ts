import { expect, test } from 'vitest';
import type { FaultRule, RequestFacts } from './rules.ts';
import { FaultRules } from './rules.ts';

const photo: RequestFacts = {
  host: 'photos',
  method: 'GET',
  path: '/photos/x.jpg',
  file: { modelId: 'model-1', photoId: 'photo-1', variant: 'main' },
};
const list: RequestFacts = {
  host: 'api',
  method: 'GET',
  path: '/api/v2/organization/models/model-1/photos',
  file: null,
};
const RESET = { kind: 'reset' } as const;

/** At which of ten equal requests the rule strikes. */
function strikesOf(rule: Omit<FaultRule, 'fault'>): number[] {
  const rules = new FaultRules(() => 0, [{ ...rule, fault: RESET }]);
  const results = Array.from({ length: 10 }, () => rules.strike(photo));
  return results.flatMap((fault, index) => (fault === null ? [] : [index + 1]));
}

test('a rule strikes at every match unless it says when', () => {
  expect(strikesOf({})).toHaveLength(10);
  expect(strikesOf({ every: 3 })).toEqual([3, 6, 9]);
  expect(strikesOf({ times: 2 })).toEqual([1, 2]);
  expect(strikesOf({ after: 7 })).toEqual([8, 9, 10]);
  expect(strikesOf({ after: 1, every: 2, times: 2 })).toEqual([3, 5]);
});

test('a rule may last a while only', () => {
  let nowMs = 500;
  const rules = new FaultRules(() => nowMs, [{ forMs: 100, fault: RESET }]);
  nowMs = 599;
  expect(rules.strike(photo)).toEqual(RESET);
  nowMs = 600;
  expect(rules.strike(photo)).toBeNull();
});

test.each([
  [{}, true, true],
  [{ host: 'api' }, false, true],
  [{ method: 'POST' }, false, false],
  [{ path: '/photos' }, true, true],
  [{ path: /photos$/ }, false, true],
  [{ modelId: 'model-1' }, true, true],
  [{ photoId: 'photo-1' }, true, false],
  [{ variant: 'thumbnail' }, false, false],
  [{ host: 'photos', variant: 'main' }, true, false],
] as const)('%j matches the photo: %j, the list: %j', (match, ofPhoto, ofList) => {
  const rules = new FaultRules(() => 0, [{ match, fault: RESET }]);
  expect(rules.strike(photo) !== null).toBe(ofPhoto);
  expect(rules.strike(list) !== null).toBe(ofList);
});

test('the first rule that strikes decides; a removed one strikes no more', () => {
  const rules = new FaultRules(() => 0);
  const first = rules.add({ times: 1, fault: RESET });
  const second = rules.add({ fault: { kind: 'chunked' } });
  expect(rules.strike(photo)).toEqual(RESET);
  expect(rules.strike(photo)).toEqual({ kind: 'chunked' });
  expect([first.strikes, second.strikes]).toEqual([1, 1]);
  second.remove();
  expect(rules.strike(photo)).toBeNull();
  rules.add({ fault: RESET });
  rules.clear();
  expect(rules.strike(photo)).toBeNull();
});
