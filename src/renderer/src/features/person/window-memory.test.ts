import { describe, expect, it } from 'vitest';
import { createPersonMemory, PHOTO_WIDTH, writeLook } from './window-memory.ts';

const client = {} as Parameters<typeof createPersonMemory>[0];
const lookOf = (kept: string | null) => createPersonMemory(client, kept).look.getState();

describe('the look of a person', () => {
  it('is what was kept', () => {
    const kept = writeLook({ photoWidth: 14, detailsOpen: true, onStage: true });
    expect(lookOf(kept)).toEqual({ photoWidth: 14, detailsOpen: true, onStage: false });
  });

  it('is the normal one where nothing sensible was kept', () => {
    const normal = { photoWidth: PHOTO_WIDTH.normal, detailsOpen: false, onStage: false };
    for (const kept of [null, '', '{', 'null', '7', '{"photoWidth":900,"detailsOpen":"yes"}']) {
      expect(lookOf(kept)).toEqual(normal);
    }
  });
});
