import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Progress } from '#shared/progress.ts';
import { createTerminal, type Loudness } from './terminal.ts';

function setUp(loudness: Partial<Loudness> = {}, isTTY = false) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') =>
    Object.assign(
      new Writable({
        write: (piece, _, done) => {
          written[name] += String(piece);
          done();
        },
      }),
      { isTTY, columns: 120 },
    );
  const time = { ms: 0 };
  const stdin = process.stdin;
  const terminal = createTerminal(
    { stdin, stdout: stream('stdout'), stderr: stream('stderr') },
    { json: false, quiet: false, ...loudness },
    () => time.ms,
  );
  return { terminal, written, time };
}

function progress(changes: Partial<Progress> = {}): Progress {
  return {
    phase: 'download',
    label: 'photos',
    done: 0,
    total: 10,
    bytes: 0,
    failed: 0,
    ...changes,
  };
}

describe('what goes where', () => {
  it.each([
    [{}, { stdout: 'said\n', stderr: 'noted\ncomplained\n' }],
    [{ quiet: true }, { stdout: '', stderr: 'complained\n' }],
    [{ json: true }, { stdout: '{"a":1}\n', stderr: 'noted\ncomplained\n' }],
    [
      { json: true, quiet: true },
      { stdout: '{"a":1}\n', stderr: 'complained\n' },
    ],
  ])('with %o', (loudness, expected) => {
    const { terminal, written } = setUp(loudness);
    terminal.say('said');
    terminal.note('noted');
    terminal.complain('complained');
    terminal.json({ a: 1 });
    expect(written).toEqual(expected);
  });
});

describe('what other people typed', () => {
  const typed = 'Bo\u001b[2J\n0 photos';

  it('is shown and not obeyed, on a line of its own', () => {
    const { terminal, written } = setUp();
    terminal.say(typed);
    terminal.note(typed);
    terminal.complain(typed);
    const line = 'Bo\ufffd[2J\ufffd0 photos\n';
    expect(written).toEqual({ stdout: line, stderr: line + line });
  });

  it.each([true, false])('nor in progress, on a terminal: %s', (isTTY) => {
    const { terminal, written, time } = setUp({}, isTTY);
    terminal.progress(progress({ phase: 'zip', label: typed, done: 1 }));
    time.ms = 6_000;
    terminal.progress(progress({ phase: 'zip', label: typed, done: 10 }));
    terminal.settle();
    expect(written.stderr).toContain('Packing Bo\ufffd[2J\ufffd0 photos: 10 of 10');
    expect(written.stderr).not.toContain('Bo\u001b');
  });

  it('is exact in JSON', () => {
    const { terminal, written } = setUp({ json: true });
    terminal.json({ name: `${typed}\u009b\u202e` });
    expect(written.stdout).toMatch(/^[\x20-\x7e]+\n$/);
    expect(JSON.parse(written.stdout)).toEqual({ name: `${typed}\u009b\u202e` });
  });
});

describe('progress without a terminal', () => {
  it('is a plain line every few seconds, and one at the end of a phase', () => {
    const { terminal, written, time } = setUp();
    for (let done = 0; done <= 10; done++) {
      time.ms = done * 1_000;
      terminal.progress(progress({ done, bytes: done * 500_000, failed: done > 7 ? 1 : 0 }));
    }
    terminal.settle();
    expect(written.stdout).toBe('');
    expect(written.stderr.split('\n')).toEqual([
      'Downloading photos: 5 of 10, 2.5 MB, 500 kB/s, 5 s left',
      'Downloading photos: 10 of 10, 5.0 MB, 500 kB/s, 1 failed',
      '',
    ]);
  });

  it('ends a phase before another begins, and before anything else is said', () => {
    const { terminal, written } = setUp();
    terminal.progress(progress({ phase: 'list', label: 'teams', done: 7, total: 7 }));
    terminal.progress(progress({ phase: 'list', label: 'photos', done: 3, total: 3 }));
    terminal.progress(progress({ done: 10 }));
    terminal.complain('Something failed.');
    terminal.progress(progress({ phase: 'zip', label: 'Sales', done: 2, total: 4 }));
    terminal.settle();
    terminal.settle();
    expect(written.stderr.split('\n')).toEqual([
      'Reading lists: 7 of 7',
      'Reading photo lists: 3 of 3',
      'Downloading photos: 10 of 10',
      'Something failed.',
      'Packing Sales: 2 of 4',
      '',
    ]);
  });

  it('says at once that it waits for the network', () => {
    const { terminal, written } = setUp();
    terminal.progress(progress({ done: 3 }));
    terminal.progress(progress({ done: 3, label: 'waiting for the network' }));
    expect(written.stderr).toContain('The network is gone. Waiting until it is back…\n');
    terminal.progress(progress({ done: 4 }));
    terminal.settle();
    expect(written.stderr.trimEnd().split('\n').at(-1)).toBe('Downloading photos: 4 of 10');
  });

  it('is silent with --quiet, and where there is nothing to do', () => {
    const quiet = setUp({ quiet: true });
    quiet.terminal.progress(progress({ done: 5 }));
    const idle = setUp();
    idle.terminal.progress(progress({ total: 0 }));
    for (const { terminal, written } of [quiet, idle]) {
      terminal.settle();
      expect(written).toEqual({ stdout: '', stderr: '' });
    }
  });
});

describe('progress on a terminal', () => {
  it('is a bar on standard error', () => {
    const { terminal, written } = setUp({}, true);
    terminal.progress(progress({ done: 0 }));
    terminal.progress(progress({ done: 10, bytes: 2_000_000 }));
    terminal.say('Done.');
    expect(written.stdout).toBe('Done.\n');
    expect(written.stderr).toContain('Downloading photos: 10 of 10, 2.0 MB');
    expect(written.stderr).toContain('█');
  });
});
