import { afterEach, beforeEach, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { SampleLibrary } from '#test/library-samples.ts';
import { createHistory, type History } from './history.ts';

const ACTION = { kind: 'team.create', subject: 'Sales' } as const;
const PAGE = { offset: 0, limit: 50 };

let sample: SampleLibrary;
let history: History;
beforeEach(() => {
  sample = new SampleLibrary();
  history = createHistory(sample.library);
});
afterEach(() => sample.remove());

const done = (kind: 'team.create' | 'team.delete') =>
  history.record(
    { kind, subject: 'Sales' },
    async () => 3,
    (n) => `${n} people.`,
  );

it('an action is recorded before it begins, and stays pending where the program ended in it', () => {
  void history.record(
    ACTION,
    () => new Promise(() => {}),
    () => 'Never.',
  );
  sample.reopen();
  expect(createHistory(sample.library).list(PAGE).items).toMatchObject([
    { ...ACTION, state: 'pending', endedAt: null, detail: null, error: null },
  ]);
});

it('what came of it is told, the latest first, by page', async () => {
  expect(await done('team.create')).toBe(3);
  await done('team.delete');
  const { items, total } = history.list(PAGE);
  expect(items).toMatchObject([
    { kind: 'team.delete', state: 'done', detail: '3 people.' },
    { kind: 'team.create', state: 'done', detail: '3 people.' },
  ]);
  expect(total).toBe(2);
  expect(history.list({ offset: 1, limit: 1 })).toEqual({ items: [items[1]], total: 2 });
});

it('a failure is remembered and thrown; of a bug only that it was one', async () => {
  const refusal = new AppError('not_permitted', 'HeadshotPro does not permit this.');
  await expect(history.record(ACTION, () => Promise.reject(refusal), String)).rejects.toBe(refusal);
  const bug = new Error('secret inside');
  await expect(history.record(ACTION, () => Promise.reject(bug), String)).rejects.toBe(bug);
  const [second, first] = history.list(PAGE).items;
  expect(first?.error).toEqual({ code: refusal.code, message: refusal.message });
  expect(second?.error?.code).toBe('internal');
  expect(JSON.stringify(second)).not.toContain('secret');
});
