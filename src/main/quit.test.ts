import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { RecordingLog } from '#test/recording-log.ts';
import { finishBeforeQuit } from './quit.ts';

/** Quits as Electron does: unless somebody prevents it. */
class QuittingApp extends EventEmitter {
  hasQuit = false;
  quit(): void {
    let prevented = false;
    this.emit('before-quit', {
      preventDefault: () => {
        prevented = true;
      },
    });
    this.hasQuit ||= !prevented;
  }
}

function start(finish: () => Promise<void>) {
  const app = new QuittingApp();
  const log = new RecordingLog();
  finishBeforeQuit(app as never, finish, log);
  return { app, log };
}

test('the program ends after the work came to rest, however often somebody asks', async () => {
  const rest = Promise.withResolvers<void>();
  let asked = 0;
  const { app } = start(() => {
    asked += 1;
    return rest.promise;
  });
  app.quit();
  app.quit();
  expect(app.hasQuit).toBe(false);
  rest.resolve();
  await expect.poll(() => app.hasQuit).toBe(true);
  expect(asked).toBe(1);
});

test('the program ends even if closing fails, and logs why', async () => {
  const { app, log } = start(() => Promise.reject(new Error('disk gone')));
  app.quit();
  await expect.poll(() => app.hasQuit).toBe(true);
  expect(log.lines.join()).toContain('disk gone');
});
