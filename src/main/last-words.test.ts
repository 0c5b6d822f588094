import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '#core/clock.ts';
import { createLastWords, type LastWords } from './last-words.ts';
import { createFileLog } from './log.ts';

const KEY = 'hp_live_canary_123456';
const LINK = 'https://cdn.example/p.jpg?X-Amz-Signature=canarysignature';

let folder: string;
let shown: string[];
let exits: number[];
let words: LastWords;
let showErrorBox: (title: string, content: string) => void;
const logged = () => readFileSync(join(folder, 'app.log'), 'utf8');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headshot-desk-words-'));
  shown = [];
  exits = [];
  showErrorBox = (title, content) => void shown.push(`${title}\n${content}`);
  words = createLastWords({
    app: { exit: (code) => void exits.push(code ?? 0) },
    dialog: { showErrorBox: (title, content) => showErrorBox(title, content) },
    log: createFileLog(join(folder, 'app.log'), { clock: systemClock, debug: false }),
    name: 'Headshot Desk',
    userData: folder,
  });
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('an error that nobody caught', () => {
  it('is written down with its place, and the program says where and ends', () => {
    words.crashed(new TypeError('x is not a function'));
    expect(logged()).toMatch(
      /error The program failed .*TypeError: x is not a function.*last-words/,
    );
    expect(shown).toEqual([expect.stringContaining('has to close')]);
    expect(shown[0]).toContain(folder);
    expect(exits).toEqual([1]);
  });

  it('is never shown itself, and its secrets are not written down', () => {
    words.crashed(new Error(`GET ${LINK} with Bearer ${KEY}`));
    expect(shown.join()).not.toMatch(/GET|canary/);
    expect(logged()).not.toMatch(/canarysignature|canary_123456/);
  });

  it.each([[null], [undefined], ['words only'], [{ toString: (): string => 'an object' }]])(
    'may be anything: %s',
    (thrown) => {
      words.crashed(thrown);
      expect(logged()).toContain(String(thrown));
      expect(exits).toEqual([1]);
    },
  );

  it('ends the program also where nothing can be shown', () => {
    showErrorBox = () => {
      throw new Error('no screen');
    };
    expect(() => words.crashed(new Error('x'))).toThrow('no screen');
    expect(exits).toEqual([1]);
  });
});

it('a promise that failed unheard is written down, and the program goes on', () => {
  words.unheard(new Error('too late'));
  expect(logged()).toContain('too late');
  expect([shown, exits]).toEqual([[], []]);
});

it('a program that cannot start says so and ends', () => {
  words.couldNotStart(new Error('no protocol'));
  expect(logged()).toContain('no protocol');
  expect(shown).toEqual([expect.stringContaining('could not start')]);
  expect(exits).toEqual([1]);
});
