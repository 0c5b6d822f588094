import { CARD_WIDTH, type LookMemory } from './library-store.ts';

const KEY = 'library-look';

/** Remembers in the window's own storage; damaged or foreign entries count as none. */
export const windowMemory: LookMemory = {
  read() {
    const kept = readJson();
    const layout = kept['layout'];
    const cardWidth = kept['cardWidth'];
    return {
      ...((layout === 'grid' || layout === 'list') && { layout }),
      ...(typeof cardWidth === 'number' &&
        cardWidth >= CARD_WIDTH.least &&
        cardWidth <= CARD_WIDTH.most && { cardWidth }),
    };
  },
  write(look) {
    try {
      localStorage.setItem(KEY, JSON.stringify(look));
    } catch {
      // Storage may be full or forbidden; the look then lasts until the window closes.
    }
  },
};

function readJson(): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? { ...kept } : {};
  } catch {
    return {};
  }
}
