import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Page, type PageFacts, pageFacts, paginate } from './pagination.ts';

const nothing: PageFacts = { total: null, hasMore: null, limit: null };

/** Reads everything from a list of which `page` gives each page, and counts the calls. */
async function read(
  page: (offset: number, call: number) => Partial<Page<string>>,
  { long = false } = {},
) {
  const offsets: number[] = [];
  const items: string[] = [];
  const pages = paginate(
    async (offset) => {
      offsets.push(offset);
      if (offsets.length > 100 && !long) throw new Error('endless');
      const { items: given = [], ...facts } = page(offset, offsets.length - 1);
      return { ...nothing, received: given.length, ...facts, items: given };
    },
    (item) => item,
    () => new Error('The list has no end.'),
  );
  for await (const item of pages) items.push(item);
  return { items, offsets };
}

const numbered = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => `item ${from + index}`);

/** An honest list of `total`, given in pages of `size`. */
const honest = (total: number, size: number) => (offset: number) => ({
  items: numbered(offset, Math.min(offset + size, total)),
  total,
  hasMore: offset + size < total,
  limit: size,
});

describe('a paged list', () => {
  it('is read to its end, from where the last page ended', async () => {
    const { items, offsets } = await read(honest(450, 200));
    expect(items).toEqual(numbered(0, 450));
    expect(offsets).toEqual([0, 200, 400]);
  });

  it('that goes on inventing items is not read for ever', async () => {
    const inventive = (offset: number) => ({ items: numbered(offset, offset + 1), hasMore: true });
    await expect(read(inventive, { long: true })).rejects.toThrow('The list has no end.');
  });

  it('is read in smaller pages where the server gives smaller ones', async () => {
    const { items, offsets } = await read(honest(120, 50));
    expect(items).toHaveLength(120);
    expect(offsets).toEqual([0, 50, 100]);
  });

  it('without pagination is all there is', async () => {
    expect(await read(() => ({ items: numbered(0, 7) }))).toMatchObject({ offsets: [0] });
    expect(await read(() => ({ items: numbered(0, 350) }))).toMatchObject({ offsets: [0] });
  });

  it('without pagination goes on where it is just as long as a page', async () => {
    const truncated = await read((offset) => ({
      items: numbered(offset, Math.min(offset + 200, 230)),
    }));
    expect(truncated.items).toHaveLength(230);
    const deaf = await read(() => ({ items: numbered(0, 200) }));
    expect(deaf.items).toHaveLength(200);
  });

  it.each([50, 100])(
    'without pagination goes on after just %i, a cap of the server',
    async (cap) => {
      const { items } = await read((offset) => ({
        items: numbered(offset, Math.min(offset + cap, cap + 7)),
      }));
      expect(items).toEqual(numbered(0, cap + 7));
    },
  );

  it('goes on after a page as long as the limit in force, though nothing says that there is more', async () => {
    const { items } = await read((offset) => ({
      items: numbered(offset, Math.min(offset + 30, 70)),
      limit: 30,
    }));
    expect(items).toEqual(numbered(0, 70));
  });

  it('skips nothing where a page has its items twice', async () => {
    const { items } = await read((offset) => {
      const page = honest(450, 200)(offset);
      return { ...page, items: page.items.flatMap((item) => [item, item]) };
    });
    expect(items).toEqual(numbered(0, 450));
  });

  it('gives each item once when pages shift towards the end', async () => {
    const { items } = await read((offset) => {
      const from = Math.max(0, offset - 3);
      return { ...honest(450, 200)(offset), items: numbered(from, Math.min(offset + 200, 450)) };
    });
    expect(items).toEqual(numbered(0, 450));
  });

  it('is read once more when pages shifted towards the beginning', async () => {
    // After the first page three items at the front go away, so that three are skipped.
    const { items } = await read((offset, call) => {
      const shift = call === 0 ? 0 : 3;
      const to = Math.min(offset + shift + 200, 450);
      return {
        ...honest(450 - shift, 200)(offset),
        total: 450,
        items: numbered(offset + shift, to),
      };
    });
    expect(new Set(items)).toEqual(new Set(numbered(0, 450)));
    expect(items).toHaveLength(450);
  });

  it('ends at an empty page, though hasMore says otherwise for ever', async () => {
    const { items, offsets } = await read((offset) => ({
      ...honest(250, 200)(offset),
      hasMore: true,
    }));
    expect(items).toHaveLength(250);
    expect(offsets).toHaveLength(3);
  });

  it('ends when the same page comes for ever', async () => {
    const { items, offsets } = await read(() => ({ items: numbered(0, 50), hasMore: true }));
    expect(items).toHaveLength(50);
    expect(offsets.length).toBeLessThanOrEqual(3);
    const counted = await read(() => ({ items: numbered(0, 50), hasMore: true, total: 99_999 }));
    expect(counted.items).toHaveLength(50);
    expect(counted.offsets.length).toBeLessThanOrEqual(6);
  });

  it('goes on after a full page when the server counts more, though hasMore is false', async () => {
    const { items } = await read((offset) => ({ ...honest(450, 200)(offset), hasMore: false }));
    expect(items).toHaveLength(450);
  });

  it('believes hasMore: false after a page that is not full', async () => {
    const { offsets } = await read(() => ({
      items: numbered(0, 30),
      total: 40,
      hasMore: false,
      limit: 200,
    }));
    expect(offsets).toEqual([0]);
  });

  it('advances by what came, also by items that could not be used', async () => {
    const { offsets } = await read((offset) => ({
      ...honest(250, 200)(offset),
      items: offset === 0 ? numbered(0, 150) : numbered(200, 250),
      received: offset === 0 ? 200 : 50,
    }));
    expect(offsets).toEqual([0, 200]);
  });

  it('always ends and never repeats, whatever the server says', async () => {
    const page = fc.record({
      items: fc.array(fc.integer({ min: 0, max: 400 }).map(String), { maxLength: 220 }),
      total: fc.option(fc.nat(1_000)),
      hasMore: fc.option(fc.boolean()),
      limit: fc.option(fc.integer({ min: 1, max: 200 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 20 }), async (pages) => {
        const { items } = await read((_, call) => pages[call % pages.length] ?? {});
        expect(new Set(items).size).toBe(items.length);
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});

describe('what a reply says about its pages', () => {
  it('is under pagination, there or in data', () => {
    const pagination = { total: 318, limit: 200, offset: 200, hasMore: false };
    const facts = { total: 318, limit: 200, hasMore: false };
    expect(pageFacts({ pagination })).toEqual(facts);
    expect(pageFacts({ data: { pagination } })).toEqual(facts);
  });

  it('may be beside the list itself, there or in data', () => {
    const facts = { total: 318, limit: 200, hasMore: true };
    expect(pageFacts({ models: [], offset: 0, ...facts })).toEqual(facts);
    expect(pageFacts({ data: { models: [], ...facts } })).toEqual(facts);
    expect(pageFacts({ pagination: { total: 318 }, limit: 200, hasMore: true })).toEqual(facts);
  });

  it('may be text', () => {
    const pagination = { total: '318', limit: '200', hasMore: 'true' };
    expect(pageFacts({ pagination })).toEqual({ total: 318, limit: 200, hasMore: true });
    expect(pageFacts({ hasMore: 'false' })).toEqual({ ...nothing, hasMore: false });
  });

  it('is a count in some lists', () => {
    expect(pageFacts({ count: 7 })).toEqual({ ...nothing, total: 7 });
  });

  it('is nothing where it makes no sense', () => {
    expect(pageFacts({ pagination: { total: -1, limit: 0, hasMore: 'yes' } })).toEqual(nothing);
    expect(pageFacts({ pagination: [], data: null })).toEqual(nothing);
    expect(pageFacts({ total: '', limit: '2e3', hasMore: 1 })).toEqual(nothing);
  });
});
