import { expect, it } from 'vitest';
import { createNeighbourPictures } from './neighbour-pictures.ts';

it('loads each neighbour once and gives up those passed by', () => {
  const log: string[] = [];
  const pictures = createNeighbourPictures((url) => {
    log.push(`load ${url}`);
    return () => log.push(`give up ${url}`);
  });
  pictures.want(['1', '3']);
  pictures.want(['2', '4', '3']);
  pictures.want([]);
  expect(log).toEqual([
    'load 1',
    'load 3',
    'give up 1',
    'load 2',
    'load 4',
    'give up 3',
    'give up 2',
    'give up 4',
  ]);
});
