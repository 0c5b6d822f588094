import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import {
  ACCENTED,
  LONG,
  MARKUP,
  PEOPLE,
  READY,
  RIGHT_TO_LEFT,
  startCompany,
} from './organizations.ts';
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

const counts = (text: string) =>
  expect.poll(() => visit.library.count.textContent(), PATIENT).toBe(text);
const shows = (names: string[]) => expect.poll(() => visit.library.names(), PATIENT).toEqual(names);
const selects = (names: string[]) =>
  expect
    .poll(async () => (await visit.library.selectedNames()).toSorted(), PATIENT)
    .toEqual(names.toSorted());

describe('browsing', () => {
  test('goes by team, with how many are ready', async () => {
    const sales = visit.library.place('Sales');
    expect(await sales.textContent()).toContain('4 of 6 ready');
    await sales.click();
    await counts('6 people');
    expect(await visit.library.title.textContent()).toBe('Sales');
    expect(await sales.getAttribute('aria-current')).toBe('page');
  });

  test('goes by progress', async () => {
    await visit.library.place('Ready').click();
    await counts(`${READY} people`);
    await visit.library.place('Invited').click();
    await counts('1 person');
  });

  test('tells an empty place from a broken one', async () => {
    await visit.library.place('Picks').click();
    await visit.page.getByText('No picks yet').waitFor();
    await visit.library.place('All people').click();
    await counts(`${PEOPLE} people`);
  });

  test('shows pictures of those who have photos', async () => {
    await visit.library.someone(ACCENTED).locator('img[data-loaded="true"]').waitFor(PATIENT);
  });
});

describe('searching', () => {
  test('finds names with any letter, without their accents', async () => {
    await visit.library.search.fill('astrom nunez');
    await shows([ACCENTED]);
    await visit.library.search.fill('');
    await counts(`${PEOPLE} people`);
  });

  test('finds e-mail addresses', async () => {
    await visit.library.search.fill('clara.adams@');
    await shows([MARKUP]);
    await visit.page.keyboard.press('Escape');
    await counts(`${PEOPLE} people`);
  });

  test('begins with the first letter typed on the people', async () => {
    await visit.library.people.first().click();
    await visit.page.keyboard.type('heNRY');
    await shows(['Henry Adams']);
    expect(await visit.library.search.inputValue()).toBe('heNRY');
  });

  test('says when nobody matches, and how to see everybody again', async () => {
    await visit.library.search.fill('nobody is called so');
    await visit.page.getByText('Nobody matches').waitFor();
    await visit.library.clearFilters();
    await counts(`${PEOPLE} people`);
  });
});

describe('narrowing and sorting', () => {
  test('narrows by conditions, shown as chips that can be taken off', async () => {
    await visit.library.filterBy('Has a favorite', 'Yes');
    await counts(`${READY} people`);
    await visit.library.filterBy('Downloaded', 'Yes');
    await visit.page.getByText('Nobody matches').waitFor();
    await visit.page.getByRole('button', { name: 'Remove filter: Downloaded' }).click();
    await counts(`${READY} people`);
    await visit.page.getByRole('button', { name: 'Remove filter: With favorite' }).click();
    await counts(`${PEOPLE} people`);
  });

  test('narrows by status', async () => {
    await visit.library.filterByStatus('Accepted');
    await counts('1 person');
    await visit.library.clearFilters();
    await counts(`${PEOPLE} people`);
  });

  test('sorts by a menu and by the heads of the list', async () => {
    const up = await visit.library.names();
    await visit.library.sortBy('Descending');
    await expect.poll(async () => (await visit.library.names())[0], PATIENT).not.toBe(up[0]);
    await visit.library.sortBy('Ascending');
    await shows(up);

    await visit.library.show('List');
    const name = visit.library.columnHead('Name');
    expect(await name.getAttribute('aria-sort')).toBe('ascending');
    await name.getByRole('button').click();
    await expect.poll(() => name.getAttribute('aria-sort'), PATIENT).toBe('descending');
    await expect.poll(async () => (await visit.library.names())[0], PATIENT).not.toBe(up[0]);
    await visit.library.columnHead('Team').getByRole('button').click();
    await expect.poll(() => name.getAttribute('aria-sort'), PATIENT).toBe('none');
    await name.getByRole('button').click();
    await expect.poll(async () => (await visit.library.names())[0], PATIENT).toBe(up[0]);
    await visit.library.show('Grid');
    await shows(up);
  });
});

describe('selecting', () => {
  let names: string[];

  test('by clicks: one, one more, everybody between', async () => {
    await visit.library.place('Sales').click();
    await counts('6 people');
    names = await visit.library.names();
    const at = (index: number) => visit.library.people.nth(index);
    await at(0).click();
    await selects(names.slice(0, 1));
    await at(2).click({ modifiers: ['ControlOrMeta'] });
    await selects([names[0], names[2]].map(String));
    await visit.library.selection.getByText('2 selected').waitFor();
    await at(0).click({ modifiers: ['ControlOrMeta'] });
    await selects([String(names[2])]);
    await at(4).click();
    await at(2).click({ modifiers: ['Shift'] });
    await selects(names.slice(2, 5));
  });

  test('by keys: along, more, all, none', async () => {
    await visit.library.people.first().click();
    await visit.page.keyboard.press('ArrowRight');
    await selects(names.slice(1, 2));
    await visit.page.keyboard.press('Shift+ArrowRight');
    await selects(names.slice(1, 3));
    await visit.page.keyboard.press('ControlOrMeta+ArrowRight');
    await visit.page.keyboard.press(' ');
    await selects(names.slice(1, 4));
    await visit.page.keyboard.press('ControlOrMeta+a');
    await selects(names);
    await visit.library.selection.getByText('6 selected').waitFor();
    await visit.page.keyboard.press('Escape');
    await selects([]);
    await visit.page.keyboard.press('End');
    await selects(names.slice(-1));
  });

  test('by drawing a frame around people', async () => {
    const grid = await visit.library.grid.boundingBox();
    const second = await visit.library.people.nth(1).boundingBox();
    if (!grid || !second) throw new Error('The grid is on screen.');
    await visit.page.mouse.move(second.x + second.width + 8, second.y + second.height + 10);
    await visit.page.mouse.down();
    await visit.page.mouse.move(second.x + 40, second.y + 60, { steps: 5 });
    await visit.page.mouse.move(grid.x + 30, second.y + 40, { steps: 5 });
    await visit.page.mouse.up();
    await selects(names.slice(0, 2));
  });

  test('the menu of the secondary button is about the person below it', async () => {
    const menu = await visit.library.menuOf(String(names[3]));
    await menu.getByRole('menuitem', { name: 'Open' }).waitFor();
    await selects(names.slice(3, 4));
    await visit.page.keyboard.press('Escape');
    await visit.library.place('All people').click();
    await counts(`${PEOPLE} people`);
  });
});

describe('names from outside', () => {
  test('are text, whatever is in them', async () => {
    await visit.library.someone(MARKUP).waitFor();
    await visit.library.show('List');
    await visit.library.someone(MARKUP).waitFor();
    await visit.library.show('Grid');
    await visit.library.open(MARKUP);
    await expect.poll(() => visit.person.name.textContent(), PATIENT).toBe(MARKUP);
    await visit.person.back();
    expect(await visit.page.title()).toBe('Headshot Desk');
    expect(await visit.page.locator('b').count()).toBe(0);
    expect(await visit.page.locator('img[src="x"]').count()).toBe(0);
  });

  test('keep their own direction and are cut where they are too long', async () => {
    const name = visit.library.someone(RIGHT_TO_LEFT).getByText(RIGHT_TO_LEFT);
    expect(await name.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    const long = visit.library.someone(LONG);
    const card = await long.boundingBox();
    const text = await long.getByText(LONG).boundingBox();
    expect(text?.width).toBeLessThanOrEqual(card?.width ?? 0);
  });
});

describe('everything by typing', () => {
  test('the palette opens a person', async () => {
    await visit.palette.run('zoe', ACCENTED);
    await expect.poll(() => visit.person.name.textContent(), PATIENT).toBe(ACCENTED);
    await visit.person.back();
  });

  test('the palette goes to a team and does what menus do', async () => {
    await visit.palette.run('engineer', 'Engineering');
    await expect.poll(() => visit.library.title.textContent(), PATIENT).toBe('Engineering');
    await visit.palette.run('show as list', 'Show as list');
    await visit.library.columnHead('Name').waitFor();
    await visit.palette.run('show as grid', 'Show as grid');
    await visit.library.columnHead('Name').waitFor({ state: 'detached' });
    await visit.palette.run('all people', 'All people');
    await counts(`${PEOPLE} people`);
  });

  test('? lists the shortcuts', async () => {
    await visit.library.people.first().click();
    await visit.page.keyboard.press('?');
    const sheet = visit.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.getByText('Command palette').waitFor();
    await visit.page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
  });

  test('the menu of the window reaches it', async () => {
    await visit.app.clickMenu('View', 'As List');
    await visit.library.columnHead('Name').waitFor();
    await visit.app.clickMenu('View', 'As Grid');
    await visit.library.columnHead('Name').waitFor({ state: 'detached' });
  });
});
