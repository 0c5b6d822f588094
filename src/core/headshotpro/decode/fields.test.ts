import { describe, expect, it } from 'vitest';
import { team } from './organization.ts';
import { member, model } from './people.ts';

describe('fields', () => {
  it.each([
    ...['', ' ', '.', '..', 'a\0b', 'a\nb', '\ud800', 'https://cdn.example/a?signature=S'],
    ...[1.5, 2 ** 53, Number.POSITIVE_INFINITY, true, null, {}, []],
  ])('%j can be no id', (given) => {
    expect(team.safeParse({ id: given, name: 'A' }).success).toBe(false);
  });

  it.each([
    ['2026-01-20T11:05:00Z', '2026-01-20T11:05:00.000Z'],
    ['2026-01-20 11:05', '2026-01-20T11:05:00.000Z'],
    ['2026-01-20T11:05:00.123456', '2026-01-20T11:05:00.123Z'],
    ['2026-01-20T11:05:00+01:00', '2026-01-20T10:05:00.000Z'],
    ['2026-01-20', '2026-01-20T00:00:00.000Z'],
    ['Tue, 20 Jan 2026 11:05:00 GMT', '2026-01-20T11:05:00.000Z'],
    ['photo 7', null],
    ['2026', null],
    ['2026-13-40T00:00:00Z', null],
    ['soon', null],
  ])('the time %j is %j, wherever the machine is', (given, expected) => {
    expect(model.parse({ id: 'm', createdAt: given }).createdAt).toBe(expected);
  });

  it.each([-1, 1.5, '-1', '1e3', '0x10', '', null])('%j is no count', (photoCount) => {
    expect(member(null).parse({ id: 'a', photoCount }).photoCount).toBeNull();
  });
});
