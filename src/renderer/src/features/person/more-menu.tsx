import { AtSign, Ellipsis, Link2, MailSearch, MailX, Trash2, UserRoundPlus } from 'lucide-react';
import type { PersonModel } from '#shared/library.ts';
import type { PersonDetail } from '#shared/window.ts';
import { useAttempt, useDesk, useMirrors } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { formatDate } from '../../text/format.ts';
import { personName } from '../../text/people.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuItem } from '../../ui/menu-items.ts';
import { usePerson } from './person-context.tsx';
import { shootName } from './person-words.ts';
import { t } from './texts.ts';
import { usePhotoActions } from './use-photo-actions.ts';

/** What can be done with the person besides their photos: address, team, invite, what cannot be undone. */
export function MoreMenu() {
  const detail = usePerson((state) => state.detail);
  const offline = useMirrors(isOffline);
  const { client, navigation, notices } = useDesk();
  const { copyText } = usePhotoActions();
  const attempt = useAttempt();
  if (detail === null) return null;
  const { person, invite } = detail;
  const { email } = person;
  const { open } = navigation.getState();

  const copyLink = (of: string) =>
    void attempt(async () => {
      await client.invites.copyLink({ email: of });
      notices.getState().say(t('linkCopied', { name: personName(person) }));
    });
  const contact: MenuItem[] = [
    ...(email === null
      ? []
      : [
          {
            label: t('copyEmail'),
            icon: AtSign,
            onSelect: () => copyText(email, t('emailCopied')),
          },
        ]),
    ...(person.memberId === null
      ? []
      : [
          {
            label: t('addToTeam'),
            icon: UserRoundPlus,
            disabled: offline,
            onSelect: () =>
              open({
                name: 'team-members',
                team: null,
                people: { ids: [person.id], label: personName(person) },
              }),
          },
        ]),
    ...(invite?.status === 'pending'
      ? [{ label: t('copyLink'), icon: Link2, onSelect: () => copyLink(invite.email) }]
      : []),
    ...(invite === null
      ? []
      : [
          {
            label: t('lookUpInvite'),
            icon: MailSearch,
            disabled: offline,
            onSelect: () => open({ name: 'invite-lookup', query: invite.email }),
          },
        ]),
  ];
  const removals: MenuItem[] = [
    ...(invite === null
      ? []
      : [
          {
            label: t('revoke'),
            icon: MailX,
            danger: true,
            disabled: offline,
            onSelect: () =>
              open({ name: 'removal', target: { kind: 'invite', email: invite.email } }),
          },
        ]),
    ...deletions(detail, offline, (modelId) =>
      open({ name: 'removal', target: { kind: 'model', modelId } }),
    ),
  ];
  const items: MenuItem[] =
    contact.length > 0 && removals.length > 0
      ? [...contact, 'separator', ...removals]
      : [...contact, ...removals];
  if (items.length === 0) return null;
  return (
    <Menu align="end" trigger={<IconButton icon={Ellipsis} label={t('more')} />} items={items} />
  );
}

interface Session {
  model: PersonModel;
  /** From 1, the oldest first. */
  number: number;
}

/** One line, or one for each session where there are several. */
function deletions(
  { models }: PersonDetail,
  disabled: boolean,
  remove: (modelId: string) => void,
): MenuItem[] {
  const there = models
    .map((model, at) => ({ model, number: models.length - at }))
    .filter(({ model }) => !model.gone && model.status !== 'deleted');
  const [only, ...others] = there;
  if (only === undefined) return [];
  const look = { icon: Trash2, danger: true, disabled };
  if (others.length === 0) {
    return [{ ...look, label: t('deleteSession'), onSelect: () => remove(only.model.id) }];
  }
  const names = there.map(sessionWords);
  return [
    {
      label: t('deleteOneOf'),
      icon: Trash2,
      items: there.map((session, at) => ({
        label: t('sessionLine', {
          name: names[at] ?? '',
          more: isAlone(names, at)
            ? photosOf(session)
            : `${photosOf(session)}, ${session.model.id}`,
        }),
        danger: true,
        disabled,
        onSelect: () => remove(session.model.id),
      })),
    },
  ];
}

/** Its name and day: the name alone is often the person's. */
function sessionWords(session: Session): string {
  const { title, finishedAt } = session.model;
  const day = title !== null && finishedAt !== null ? ` ${formatDate(finishedAt)}` : '';
  return `${shootName(session)}${day}`;
}

function photosOf({ model }: Session): string {
  return t('photos', { count: model.photoCount });
}

/** Whether no other has the name at `at`: else only its id tells it apart. */
function isAlone(names: readonly string[], at: number): boolean {
  return names.indexOf(names[at] ?? '') === at && names.lastIndexOf(names[at] ?? '') === at;
}
