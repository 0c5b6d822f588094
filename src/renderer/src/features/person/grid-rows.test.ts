import { describe, expect, it } from 'vitest';
import type { PersonDetail, PhotoRow } from '#shared/window.ts';
import { columnsFor, gridRows, neighbour, rowOf } from './grid-rows.ts';
import { keyOf } from './photo-key.ts';
import { shootsOf } from './shoots.ts';

const photo = (modelId: string, photoId: string, favorite = false): PhotoRow => ({
  modelId,
  photoId,
  likedStatus: 'none',
  favorite,
  createdAt: null,
  gone: false,
  stored: [],
  pick: null,
  stars: 0,
});
const model = (id: string) => ({
  id,
  title: null,
  status: 'active',
  isDevelopment: false,
  finishedAt: null,
  photoCount: 0,
  storedCount: 0,
  favoritePhotoId: null,
  gone: false,
});
const detail = {
  models: [model('new'), model('empty'), model('old')],
  photos: [
    ...['1', '2', '3', '4', '5'].map((id) => photo('new', id, id === '3')),
    photo('old', '6'),
    photo('old', '7'),
  ],
} as Pick<PersonDetail, 'models' | 'photos'> as PersonDetail;

const shoots = shootsOf(detail);
const rows = gridRows(shoots, 3);

describe('shoots', () => {
  it('come newest first, the favorite first, without those that have no photos', () => {
    expect(shoots.map((shoot) => [shoot.number, shoot.photos.map(keyOf)])).toEqual([
      [3, ['new/3', 'new/1', 'new/2', 'new/4', 'new/5']],
      [1, ['old/6', 'old/7']],
    ]);
  });
});

describe('the grid', () => {
  it('has a head for each shoot and never mixes shoots in a line', () => {
    expect(
      rows.map((row) => (row.kind === 'head' ? row.shoot.model.id : row.photos.map(keyOf))),
    ).toEqual(['new', ['new/3', 'new/1', 'new/2'], ['new/4', 'new/5'], 'old', ['old/6', 'old/7']]);
    expect(rowOf(rows, 'new/5')).toBe(2);
    expect(rowOf(rows, 'none')).toBe(-1);
  });

  it('fits as many columns as there is room for, one at least', () => {
    expect(columnsFor(1000, 180, 20)).toBe(5);
    expect(columnsFor(999, 180, 20)).toBe(5);
    expect(columnsFor(979, 180, 20)).toBe(4);
    expect(columnsFor(90, 180, 20)).toBe(1);
  });

  it('is walked line by line, over shoots, stopping at the edges', () => {
    expect(neighbour(rows, 'new/2', 'next')).toBe('new/4');
    expect(neighbour(rows, 'new/2', 'down')).toBe('new/5');
    expect(neighbour(rows, 'new/5', 'down')).toBe('old/7');
    expect(neighbour(rows, 'old/6', 'up')).toBe('new/4');
    expect(neighbour(rows, 'new/3', 'up')).toBe('new/3');
    expect(neighbour(rows, 'old/7', 'next')).toBe('old/7');
    expect(neighbour(rows, 'new/1', 'last')).toBe('old/7');
    expect(neighbour(rows, null, 'down')).toBe('new/3');
    expect(neighbour(rows, null, 'last')).toBe('old/7');
  });
});
