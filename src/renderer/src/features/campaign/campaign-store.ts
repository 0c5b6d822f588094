import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Campaign, CampaignPerson, CampaignQuery } from '#shared/campaign.ts';
import type { Api } from '#shared/contract.ts';
import { type ErrorData, toErrorData } from '#shared/errors.ts';
import { createPagedList, type Page, type PagedList } from '../../state/paged-list.ts';
import { perOrganization } from '../../state/per-organization.ts';

/** Everybody, the longest at their step first. */
export const EVERYBODY: CampaignQuery = {
  step: null,
  teamId: null,
  withoutFavorite: false,
  search: '',
  order: 'longest',
};

/** The numbers of the campaign, and what is chosen of its people. */
export interface CampaignState {
  /** Null before the first answer; an older one stays where asking failed. */
  campaign: Campaign | null;
  failure: ErrorData | null;
  query: CampaignQuery;
  /** Index of the person that has, or would get, the keyboard focus. */
  focus: number;
  /** Where the view was scrolled to; pixels. */
  scrollTop: number;
  narrow: (news: Partial<CampaignQuery>) => void;
  /** Everybody again, in the order that is chosen. */
  clear: () => void;
  setFocus: (focus: number) => void;
  setScrollTop: (scrollTop: number) => void;
  /** Asks for everything that is shown again. */
  refresh: () => void;
}

export interface CampaignStores {
  store: StoreApi<CampaignState>;
  people: PagedList<CampaignQuery, Page<CampaignPerson>>;
}

/** The campaign over `client`; empty until `refresh`, its people until the list is shown. */
export function createCampaign(client: Pick<Api, 'campaign'>): CampaignStores {
  const people = createPagedList<CampaignQuery, Page<CampaignPerson>>((query, page) =>
    client.campaign.people({ ...query, ...page }),
  );
  let asked = 0;

  async function ask(turn: number, take: (news: Partial<CampaignState>) => void): Promise<void> {
    try {
      const campaign = await client.campaign.get({});
      if (turn === asked) take({ campaign, failure: null });
    } catch (error) {
      if (turn === asked) take({ failure: toErrorData(error) });
    }
  }

  const store = createStore<CampaignState>((set, get) => ({
    campaign: null,
    failure: null,
    query: EVERYBODY,
    focus: 0,
    scrollTop: 0,
    narrow: (news) => set(({ query }) => ({ query: { ...query, ...news }, focus: 0 })),
    clear: () => get().narrow({ ...EVERYBODY, order: get().query.order }),
    setFocus: (focus) => set({ focus }),
    setScrollTop: (scrollTop) => set({ scrollTop }),
    refresh() {
      asked += 1;
      void ask(asked, set);
      people.refresh();
    },
  }));
  return { store, people };
}

/** The campaign of the organization at hand, as it was left. */
export const campaignOf = perOrganization(({ client }) => createCampaign(client));

/** Whether anything narrows the list. */
export function isNarrowed({ step, teamId, withoutFavorite, search }: CampaignQuery): boolean {
  return step !== null || teamId !== null || withoutFavorite || search.trim() !== '';
}
