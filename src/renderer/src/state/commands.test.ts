import { describe, expect, it, vi } from 'vitest';
import { createCommands } from './commands.ts';

describe('createCommands', () => {
  it('gives a command to whoever offered last, and back to the one before', () => {
    const commands = createCommands();
    const view = vi.fn();
    const dialog = vi.fn();
    commands.handle('find', view);
    const stop = commands.handle('find', dialog);
    commands.run('find');
    stop();
    commands.run('find');
    expect(dialog).toHaveBeenCalledTimes(1);
    expect(view).toHaveBeenCalledTimes(1);
  });

  it('says when nobody takes a command', () => {
    const commands = createCommands();
    expect(commands.run('export')).toBe(false);
    const stop = commands.handle('export', () => undefined);
    expect(commands.run('export')).toBe(true);
    stop();
    expect(commands.run('export')).toBe(false);
  });
});
