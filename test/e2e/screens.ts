import { join } from 'node:path';
import { LiveSettings } from './pages/LiveSettings.ts';
import { RemovalDialog } from './pages/RemovalDialog.ts';
import { SessionDialog } from './pages/SessionDialog.ts';
import type { Visit } from './stage.ts';

/** Portraits of the demo are drawn once for all runs. */
export const DEMO_CACHE = join(import.meta.dirname, '../../.cache/e2e');

/** A screen, and the ways to it from the library and back there. */
export interface Screen {
  open(visit: Visit): Promise<void>;
  close(visit: Visit): Promise<void>;
}

const nothing = async () => {};
const pressEscape = ({ page }: Visit) => page.keyboard.press('Escape');
const pictures = ({ page }: Visit) => page.locator('img[data-loaded="true"]').first().waitFor();

async function openPerson(visit: Visit): Promise<void> {
  const { library, person } = visit;
  await library.goTo('Ready');
  await library.people.first().dblclick();
  await person.photos.first().waitFor();
}
async function leavePerson({ page, person, library }: Visit): Promise<void> {
  const grid = page.getByRole('button', { name: 'Back to all photos' });
  while ((await grid.count()) > 0) await grid.click();
  await person.back();
  await library.goTo('All people');
}
/** A dialog behind a team's menu. */
const teamScreen = (open: Screen['open']): Screen => ({
  open,
  async close({ page, library }) {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await library.goTo('All people');
  },
});
const settingsPage = (name: Parameters<Visit['settings']['goTo']>[0]): Screen => ({
  async open({ page, settings }) {
    await page.keyboard.press('ControlOrMeta+,');
    await settings.goTo(name);
  },
  close: ({ settings }) => settings.close(),
});

/** Every screen behind the welcome, by its name. */
export const SCREENS = {
  library: {
    async open(visit) {
      await visit.library.people.first().waitFor();
      await pictures(visit);
    },
    close: nothing,
  },
  list: {
    open: async ({ library }) => {
      await library.show('List');
      await library.people.first().waitFor();
    },
    close: ({ library }) => library.show('Grid'),
  },
  selection: {
    async open({ library, page }) {
      await library.people.first().click();
      await page.keyboard.press('ControlOrMeta+a');
      await library.selection.waitFor();
    },
    close: pressEscape,
  },
  menu: {
    async open({ library, page }) {
      await library.people.first().click({ button: 'right' });
      await page.getByRole('menu').waitFor();
    },
    close: pressEscape,
  },
  filter: {
    async open({ page }) {
      await page.getByRole('button', { name: 'Filter' }).click();
      await page.getByRole('dialog', { name: 'Filter' }).waitFor();
    },
    async close({ page }) {
      await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name: 'Filter' }).waitFor({ state: 'detached' });
    },
  },
  nobody: {
    async open({ library, page }) {
      await library.search.fill('nobody is called so');
      await page.getByText('Nobody matches').waitFor();
    },
    close: ({ library }) => library.search.fill(''),
  },
  empty: {
    open: ({ library }) => library.goTo('Picks'),
    close: ({ library }) => library.goTo('All people'),
  },
  person: { open: openPerson, close: leavePerson },
  'person-details': {
    async open(visit) {
      await openPerson(visit);
      await visit.person.photo(1).click();
      await visit.page.keyboard.press('i');
      await visit.person.details.waitFor();
    },
    async close(visit) {
      await visit.page.keyboard.press('i');
      await leavePerson(visit);
    },
  },
  photo: {
    async open(visit) {
      await openPerson(visit);
      await visit.person.photo(1).dblclick();
      await visit.person.zoom.waitFor();
    },
    close: leavePerson,
  },
  compare: {
    async open(visit) {
      await openPerson(visit);
      await visit.person.photo(1).click();
      await visit.person.photo(2).click({ modifiers: ['ControlOrMeta'] });
      await visit.page.keyboard.press('c');
      await visit.person.stage.waitFor();
    },
    close: leavePerson,
  },
  'nothing-yet': {
    async open({ library }) {
      await library.goTo('Invited');
      await library.people.first().dblclick();
    },
    close: leavePerson,
  },
  export: {
    async open({ library, exporting }) {
      await library.exportButton.click();
      await exporting.names.first().waitFor();
    },
    close: ({ exporting }) => exporting.cancel(),
  },
  activity: {
    open: ({ activity }) => activity.open(),
    close: ({ activity }) => activity.close(),
  },
  campaign: {
    open: ({ campaign }) => campaign.open(),
    close: ({ library }) => library.goTo('All people'),
  },
  invite: {
    open: ({ inviting }) => inviting.open(),
    async close({ page, inviting }) {
      await page.keyboard.press('Escape');
      await inviting.writing.waitFor({ state: 'detached' });
    },
  },
  'invite-check': {
    async open({ inviting }) {
      await inviting.open();
      await inviting.check(
        'email,team,name,office\nnew.one@larkmoor.example,Sales,Nia One,Oslo\nno address,,\nnew.two@larkmoor.example,Moon Base,,',
      );
    },
    async close({ page, inviting }) {
      await inviting.checking.getByRole('button', { name: 'Back' }).click();
      await page.keyboard.press('Escape');
      await inviting.writing.waitFor({ state: 'detached' });
    },
  },
  'invite-lookup': {
    async open({ campaign, page }) {
      await campaign.open();
      await campaign.lookUp.click();
      await page.getByRole('dialog', { name: 'Look up an invite' }).waitFor();
    },
    async close({ page, library }) {
      await page.keyboard.press('Escape');
      await library.goTo('All people');
    },
  },
  'team-menu': {
    async open({ teams }) {
      await (await teams.menuOf('Sales')).waitFor();
    },
    async close({ page, library }) {
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
      await library.goTo('All people');
    },
  },
  'team-name': teamScreen(async ({ palette, teams }) => {
    await palette.run('new team', 'New team…');
    await teams.name.fill('sales');
    await teams.naming.getByText('There is a team “Sales” already.').waitFor();
  }),
  'team-deletion': teamScreen(async ({ teams }) => {
    await teams.choose('Sales', 'Delete team…');
    await teams.deleting.getByRole('textbox').waitFor();
  }),
  'team-members': teamScreen(async ({ teams, palette }) => {
    await palette.run('people to a team', 'Add people to a team…');
    await teams.team.selectOption('New team…');
    await teams.addresses.fill('new.one@larkmoor.example\nBen without an address');
  }),
  moved: teamScreen(async ({ teams }) => {
    await teams.choose('Sales', 'Add people…');
    await teams.addresses.fill('nobody@larkmoor.example');
    await teams.add.click();
    await teams.moved.waitFor();
  }),
  'person-more': {
    async open(visit) {
      await openPerson(visit);
      await visit.page.getByRole('button', { name: 'More', exact: true }).click();
      await visit.page.getByRole('menu').waitFor();
    },
    async close(visit) {
      await pressEscape(visit);
      await leavePerson(visit);
    },
  },
  removal: {
    async open(visit) {
      await openPerson(visit);
      await visit.page.getByRole('button', { name: 'More', exact: true }).click();
      await visit.page.getByRole('menuitem', { name: 'Delete session…' }).click();
      await new RemovalDialog(visit.page).field.waitFor();
    },
    async close(visit) {
      await pressEscape(visit);
      await leavePerson(visit);
    },
  },
  'new-session': {
    async open({ palette, page }) {
      await palette.run('whitelabel', 'Create a whitelabel session…');
      await new SessionDialog(page).form.waitFor();
    },
    close: pressEscape,
  },
  palette: { open: ({ palette }) => palette.open(), close: pressEscape },
  shortcuts: {
    async open({ library, page }) {
      await library.people.first().click();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    },
    close: pressEscape,
  },
  'settings-account': settingsPage('Account'),
  'settings-library': settingsPage('Library'),
  'settings-general': settingsPage('General'),
  'settings-live': settingsPage('Live updates'),
  'settings-rule': {
    async open(visit) {
      const live = new LiveSettings(visit.page);
      await live.open();
      await live.newRule.click();
      await live.field('File names').fill('{nobody}');
      await live.form.getByRole('button', { name: 'Create rule' }).click();
      await live.form.getByRole('alert').waitFor();
    },
    async close(visit) {
      const { form } = new LiveSettings(visit.page);
      await form.getByText('Cancel', { exact: true }).click();
      await form.waitFor({ state: 'detached' });
      await visit.settings.close();
    },
  },
  'settings-history': settingsPage('History'),
  'settings-diagnostics': settingsPage('Diagnostics'),
  'settings-about': settingsPage('About'),
} as const satisfies Record<string, Screen>;
