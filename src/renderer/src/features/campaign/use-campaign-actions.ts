import { useMemo } from 'react';
import type { CampaignPerson, CampaignQuery } from '#shared/campaign.ts';
import { useAttempt, useDesk } from '../../state/desk-context.tsx';
import { nameOf } from './campaign-words.ts';
import { t } from './texts.ts';

/** Everything that can be done with the people of the campaign, one or all that are listed. */
export interface CampaignActions {
  /** The person, else their invite. */
  open: (person: CampaignPerson) => void;
  addToTeam: (personId: string, label: string) => void;
  copyLink: (person: CampaignPerson) => void;
  copyEmail: (person: CampaignPerson) => void;
  lookUp: (query: string) => void;
  revoke: (email: string) => void;
  deleteSession: (modelId: string) => void;
  saveCsv: (query: CampaignQuery) => void;
  mail: (query: CampaignQuery) => void;
  copyAddresses: (query: CampaignQuery) => void;
}

/** The same object from draw to draw. */
export function useCampaignActions(): CampaignActions {
  const { client, navigation, notices } = useDesk();
  const attempt = useAttempt();
  return useMemo(() => {
    const { say } = notices.getState();
    const { go, open } = navigation.getState();
    const lookUp = (query: string) => open({ name: 'invite-lookup', query });
    /** Does it, and says what came of it; nothing where somebody thought better of it. */
    const tell = <R>(work: () => Promise<R | null>, words: (result: R) => string) =>
      void attempt(work).then((result) => result !== null && say(words(result)));
    return {
      lookUp,
      open({ personId, email }) {
        if (personId !== null) go({ name: 'person', personId, query: null });
        else if (email !== null) lookUp(email);
      },
      addToTeam: (personId, label) =>
        open({ name: 'team-members', team: null, people: { ids: [personId], label } }),
      copyLink(person) {
        const { email } = person;
        if (email === null) return;
        void attempt(async () => {
          await client.invites.copyLink({ email });
          say(t('linkCopied', { name: nameOf(person) }));
        });
      },
      copyEmail({ email }) {
        if (email === null) return;
        void attempt(async () => {
          await client.desktop.copyText({ text: email });
          say(t('emailCopied'));
        });
      },
      revoke: (email) => open({ name: 'removal', target: { kind: 'invite', email } }),
      deleteSession: (modelId) => open({ name: 'removal', target: { kind: 'model', modelId } }),
      saveCsv: (query) =>
        tell(
          () => client.campaign.saveCsv(query),
          ({ fileName, people }) => t('saved', { file: fileName, count: people }),
        ),
      mail: (query) =>
        tell(
          () => client.campaign.mail(query),
          ({ people }) => t('mailing', { count: people }),
        ),
      copyAddresses: (query) =>
        tell(
          () => client.campaign.copyAddresses(query),
          ({ people }) => t('copied', { count: people }),
        ),
    };
  }, [client, navigation, notices, attempt]);
}
