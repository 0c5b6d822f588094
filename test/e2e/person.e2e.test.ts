import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { ACCENTED, PHOTOS_EACH, startCompany } from './organizations.ts';
import { FIRST_START_MS, openStage, PATIENT, type Stage, type Visit } from './stage.ts';

let stage: Stage;
let sandbox: Sandbox;
let visit: Visit;
beforeAll(async () => {
  [stage, sandbox] = await Promise.all([openStage(), startCompany()]);
  visit = await stage.connected({ apiUrl: sandbox.apiUrl });
}, FIRST_START_MS);
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});

const onStage = (position: number) =>
  visit.page
    .getByRole('region', { name: 'Photo', exact: true })
    .getByRole('img', { name: new RegExp(`^Photo ${position} of ${PHOTOS_EACH}`) })
    .waitFor(PATIENT);
const isPressed = (mark: string) => visit.person.mark(mark).getAttribute('aria-pressed');

test('shows all photos of a person, the favorite and their ratings', async () => {
  await visit.library.open(ACCENTED);
  await expect.poll(() => visit.person.photos.count(), PATIENT).toBe(PHOTOS_EACH);
  expect(await visit.person.name.textContent()).toBe(ACCENTED);
  expect(await visit.person.photo(1).textContent()).toContain('Favorite, Loved');
  expect(await visit.person.photo(2).textContent()).toContain('Liked');
});

test('puts photos on stage, and keys go from one to the next', async () => {
  await visit.person.photo(1).dblclick();
  await onStage(1);
  await visit.person.press('ArrowRight');
  await onStage(2);
  await visit.person.press('End');
  await onStage(4);
  await visit.person.press('ArrowLeft');
  await onStage(3);
  await visit.person.filmstrip.getByRole('option', { name: /^Photo 2/ }).click();
  await onStage(2);
});

test('zooms in and back to fit', async () => {
  await visit.person.zoom.waitFor();
  const fit = await visit.person.zoom.textContent();
  await visit.person.press('+');
  await expect.poll(() => visit.person.zoom.textContent(), PATIENT).not.toBe(fit);
  await visit.person.press('f');
  await expect.poll(() => visit.person.zoom.textContent(), PATIENT).toBe(fit);
});

test('picks, rejects and rates with one key', async () => {
  await visit.person.press('Home');
  await onStage(1);
  await visit.person.press('p', '4');
  await expect.poll(() => isPressed('Pick'), PATIENT).toBe('true');
  await expect.poll(() => isPressed('4 stars'), PATIENT).toBe('true');
  await visit.person.press('ArrowRight');
  await onStage(2);
  await visit.person.press('x');
  await expect.poll(() => isPressed('Reject'), PATIENT).toBe('true');
  await visit.person.press('u');
  await expect.poll(() => isPressed('Reject'), PATIENT).toBe('false');
  await visit.person.press('x');
  await visit.person.press('ArrowRight');
  await onStage(3);
  await visit.person.mark('Pick').click();
  await expect.poll(() => isPressed('Pick'), PATIENT).toBe('true');
});

test('compares photos side by side', async () => {
  await visit.person.press('Escape');
  await visit.person.photo(1).click();
  await visit.person.photo(3).click({ modifiers: ['ControlOrMeta'] });
  await visit.person.press('c');
  await onStage(1);
  await onStage(3);
  await visit.person.press('Escape', 'Escape');
  await expect.poll(() => visit.person.photos.count(), PATIENT).toBe(PHOTOS_EACH);
});

test('tells everything about a photo', async () => {
  await visit.person.photo(1).click();
  await visit.person.press('i');
  await visit.person.details.getByText('Favorite, Loved').waitFor();
  await visit.person.details.getByText('512 × 512').waitFor(PATIENT);
  await visit.person.press('i');
  await visit.person.details.waitFor({ state: 'detached' });
});

test('shows the file in its folder and copies the picture', async () => {
  await visit.person.photo(1).click({ button: 'right' });
  await visit.page.getByRole('menuitem', { name: 'Show in folder' }).click();
  await expect.poll(() => visit.app.deeds('revealed').length, PATIENT).toBe(1);
  expect(visit.app.deeds('revealed')[0]).toMatch(/\.main\.jpg$/);
  await visit.person.press('ControlOrMeta+c');
  await visit.page.getByText('Picture copied.').first().waitFor();
});

test('goes on to the next person of the list', async () => {
  await visit.person.nextPerson.click();
  await expect.poll(() => visit.person.name.textContent(), PATIENT).not.toBe(ACCENTED);
  await visit.person.press('k');
  await expect.poll(() => visit.person.name.textContent(), PATIENT).toBe(ACCENTED);
});

test('keeps picks, rejects and stars over a restart, and gathers the picks', async () => {
  await visit.app.restart();
  await visit.library.synced();
  await visit.library.place('Picks').click();
  await expect.poll(() => visit.library.names(), PATIENT).toEqual([ACCENTED]);
  await visit.library.open(ACCENTED);
  await expect.poll(() => visit.person.photo(1).textContent(), PATIENT).toMatch(/Picked, 4 stars/);
  expect(await visit.person.photo(2).textContent()).toContain('Rejected');
  expect(await visit.person.photo(3).textContent()).toContain('Picked');
  expect(await visit.person.photo(4).textContent()).not.toMatch(/Picked|Rejected|star/);
});
