import {
  ArrowUpRight,
  AtSign,
  Link2,
  MailSearch,
  MailX,
  Trash2,
  UserRoundPlus,
} from 'lucide-react';
import type { CampaignPerson } from '#shared/campaign.ts';
import type { MenuItem } from '../../ui/menu-items.ts';
import { nameOf } from './campaign-words.ts';
import { t } from './texts.ts';
import type { CampaignActions } from './use-campaign-actions.ts';

/** What can be done with one person of the campaign; `offline` leaves what needs no answer. */
export function personMenu(
  person: CampaignPerson,
  actions: CampaignActions,
  offline: boolean,
): MenuItem[] {
  const { personId, email, modelId, inviteStatus, memberStatus } = person;
  const isOpen = inviteStatus === 'pending';
  const isWithdrawn = inviteStatus === 'revoked' || inviteStatus === 'deleted';
  const canRevoke = email !== null && inviteStatus !== null && !isWithdrawn;
  const canDelete = modelId !== null && person.step !== 'gone';
  const first: MenuItem[] = [
    {
      label: t('open'),
      icon: ArrowUpRight,
      keys: 'Enter',
      disabled: personId === null,
      onSelect: () => actions.open(person),
    },
    ...(personId !== null && memberStatus !== null
      ? [
          {
            label: t('addToTeam'),
            icon: UserRoundPlus,
            disabled: offline,
            onSelect: () => actions.addToTeam(personId, nameOf(person)),
          },
        ]
      : []),
  ];
  const ofAddress: MenuItem[] =
    email === null
      ? []
      : [
          ...(isOpen
            ? [{ label: t('copyLink'), icon: Link2, onSelect: () => actions.copyLink(person) }]
            : []),
          { label: t('copyEmail'), icon: AtSign, onSelect: () => actions.copyEmail(person) },
          {
            label: t('lookUpInvite'),
            icon: MailSearch,
            disabled: offline,
            onSelect: () => actions.lookUp(email),
          },
        ];
  const removals: MenuItem[] = [
    ...(canRevoke
      ? [
          {
            label: t('revoke'),
            icon: MailX,
            danger: true,
            disabled: offline,
            onSelect: () => actions.revoke(email),
          },
        ]
      : []),
    ...(canDelete
      ? [
          {
            label: t('deleteSession'),
            icon: Trash2,
            danger: true,
            disabled: offline,
            onSelect: () => actions.deleteSession(modelId),
          },
        ]
      : []),
  ];
  return [
    ...first,
    ...ofAddress,
    ...(removals.length > 0 ? ['separator' as const] : []),
    ...removals,
  ];
}
