import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readApiKey } from './api-key.ts';

const nothing = () => Readable.from([]);

describe('the API key', () => {
  it('comes from the environment', async () => {
    const env = { HEADSHOTPRO_API_KEY: ' the-key\n' };
    expect(await readApiKey(false, nothing(), env)).toBe('the-key');
  });

  it('comes from standard input where asked for, whatever the environment has', async () => {
    const env = { HEADSHOTPRO_API_KEY: 'another' };
    expect(await readApiKey(true, Readable.from(['the-', 'key\r\n']), env)).toBe('the-key');
  });

  it('is missed with a word on where to get one', async () => {
    const missing = { code: 'key_missing' };
    await expect(readApiKey(false, nothing(), {})).rejects.toMatchObject({
      ...missing,
      message: expect.stringContaining('HEADSHOTPRO_API_KEY'),
    });
    await expect(readApiKey(true, Readable.from(['  \n']), {})).rejects.toMatchObject(missing);
  });
});
