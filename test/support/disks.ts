import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';

/** A small disk of its own, below the temporary folder. */
export interface Disk {
  path: string;
  /** Other mount options from now on: `size=60m`, `ro`, `rw`. */
  change(options: string): void;
  /** Takes it away; what was on it is lost. Its folder stays, as the mount point does. */
  unplug(): void;
}

/** Whether a test may mount a disk here: as root on Linux, where the system lets it. */
export const CAN_MOUNT = canMount();

/** Mounts small disks, and takes them away after each test. */
export function smallDisks(): (options: string) => Disk {
  let paths: string[] = [];
  const mounted = new Set<string>();
  const unmount = (path: string) => {
    if (mounted.delete(path)) execFileSync('umount', ['-l', path]);
  };
  afterEach(() => {
    for (const path of paths) {
      unmount(path);
      rmSync(path, { recursive: true });
    }
    paths = [];
  });
  return (options) => {
    const path = mkdtempSync(join(tmpdir(), 'headshot-desk-disk-'));
    mount('-t', 'tmpfs', '-o', options, 'tmpfs', path);
    paths.push(path);
    mounted.add(path);
    return {
      path,
      change: (changed) => mount('-o', `remount,${changed}`, path),
      unplug: () => unmount(path),
    };
  };
}

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const probe = mkdtempSync(join(tmpdir(), 'headshot-desk-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', probe], { stdio: 'ignore' });
    execFileSync('umount', [probe]);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(probe);
  }
}

function mount(...args: string[]): void {
  execFileSync('mount', args);
}
