import { describe, expect, it } from 'vitest';
import { readAddresses } from './address-list.ts';

describe('a pasted list of addresses', () => {
  it.each([
    ['anna@x.example\nben@x.example', ['anna@x.example', 'ben@x.example']],
    [
      'anna@x.example, ben@x.example; cy@x.example',
      ['anna@x.example', 'ben@x.example', 'cy@x.example'],
    ],
    ['Anna Berg <anna@x.example>, "Ito, Ben" <ben@x.example>', ['anna@x.example', 'ben@x.example']],
    ['Anna\tanna@x.example\tSales', ['anna@x.example']],
    ['mailto:anna@x.example', ['anna@x.example']],
    ['Write to (anna@x.example).', ['anna@x.example']],
    ["o'neill@x.example", ["o'neill@x.example"]],
    ['Anna@X.example\nanna@x.example ', ['Anna@X.example']],
    ['', []],
  ])('%j holds %j', (text, addresses) => {
    expect(readAddresses(text)).toEqual({ addresses, unread: [] });
  });

  it('names the lines that hold none, instead of passing them over', () => {
    const text = 'anna@x.example\n\n Ben Ito \nben@x\n@x.example\na@b@x.example';
    expect(readAddresses(text)).toEqual({
      addresses: ['anna@x.example'],
      unread: ['Ben Ito', 'ben@x', '@x.example', 'a@b@x.example'],
    });
  });
});
