import { basename } from 'node:path';
import type { CampaignPerson, CampaignQuery } from '#shared/campaign.ts';
import type { Api } from '#shared/contract.ts';
import { allOfCampaign, queryCampaign, readCampaign } from '../organization/campaign.ts';
import { addressesOf, mailtoOf, writeCampaignCsv } from '../organization/campaign-list.ts';
import type { Clock, Desktop } from '../ports.ts';
import type { DeskSession } from '../session/session.ts';
import type { SettingsFile } from '../settings/settings.ts';

/** The way from invites to headshots, as of the last sync: who stands where, and a word to them. */
export function campaignService(
  session: DeskSession,
  desktop: Desktop,
  settings: SettingsFile,
  clock: Clock,
): Api['campaign'] {
  const db = () => session.place().library.db;
  const all = (query: CampaignQuery): CampaignPerson[] => allOfCampaign(db(), query, clock.now());
  /** Nobody means those who are gone, unless they ask for them. */
  const reachable = (query: CampaignQuery): CampaignPerson[] =>
    all(query).filter(({ step }) => step !== 'gone' || query.step === 'gone');

  return {
    get: async () => readCampaign(db(), settings.get()),
    people: async ({ offset, limit, ...query }) =>
      queryCampaign(db(), query, { offset, limit, nowMs: clock.now() }),

    async saveCsv(query) {
      const people = all(query);
      const today = new Date(clock.now()).toISOString().slice(0, 10);
      const path = await desktop.saveFile({ suggestedName: `campaign-${today}.csv` });
      if (path === null) return null;
      await writeCampaignCsv(path, people);
      return { fileName: basename(path), people: people.length };
    },

    async mail(query) {
      const addresses = addressesOf(reachable(query));
      await desktop.openMail(mailtoOf(addresses));
      return { people: addresses.length };
    },

    async copyAddresses(query) {
      const addresses = addressesOf(reachable(query));
      desktop.copyText(addresses.join(', '));
      return { people: addresses.length };
    },
  };
}
