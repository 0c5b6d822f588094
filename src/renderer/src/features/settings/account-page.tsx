import { useState } from 'react';
import { UNASSIGNED } from '#shared/export.ts';
import type { Session } from '#shared/window.ts';
import {
  useAttempt,
  useClient,
  useDesk,
  useMirrors,
  useNavigation,
  useNotices,
} from '../../state/desk-context.tsx';
import { connectedSession } from '../../state/selectors.ts';
import { formatNumber } from '../../text/format.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { Group, Page } from '../../ui/group.tsx';
import styles from './account-page.module.css';
import { t } from './texts.ts';

type Connected = Extract<Session, { state: 'connected' }>;

/** The organization and its key: where it is, another one, none. */
export function AccountPage() {
  const session = useMirrors(connectedSession);
  const open = useNavigation((navigation) => navigation.open);
  const forget = useForget();
  const [asking, setAsking] = useState(false);
  if (session === null) return null;
  const { organization, demo, hasKey } = session;
  const [tone, state] = stateOf(session);

  return (
    <Page>
      <section className={styles['organization']}>
        <span className={styles['monogram']} aria-hidden="true">
          {Array.from(organization.name)[0]}
        </span>
        <div className={styles['words']}>
          <h3 className={styles['name']} dir="auto">
            {organization.name}
          </h3>
          {organization.website !== null && (
            <p className={styles['site']}>{organization.website.replace(/^https?:\/\//, '')}</p>
          )}
        </div>
        <Badge tone={tone}>{state}</Badge>
      </section>
      <Facts />
      {demo ? (
        <Group
          title={t('ownKey')}
          hint={t('demoText')}
          action={<Button onClick={() => void forget()}>{t('leaveDemo')}</Button>}
        />
      ) : (
        <Group
          title={t('key')}
          hint={keyText(session)}
          action={
            <>
              <Button onClick={() => open({ name: 'key' })}>
                {hasKey ? t('changeKey') : t('enterKey')}
              </Button>
              {hasKey && <Button onClick={() => setAsking(true)}>{t('forgetKey')}</Button>}
            </>
          }
        />
      )}
      {asking && (
        <Confirm
          title={t('forgetTitle')}
          confirmLabel={t('forgetYes')}
          cancelLabel={t('cancel')}
          danger
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            void forget();
          }}
        >
          {t('forgetText')}
        </Confirm>
      )}
    </Page>
  );
}

/** The organization in four numbers. */
function Facts() {
  const summary = useMirrors((known) => known.summary);
  if (summary === null) return null;
  const { people, photos, organization } = summary.totals;
  const teams = summary.teams.filter(({ id }) => id !== UNASSIGNED).length;
  const facts = [
    [t('people'), people],
    [t('teams'), teams],
    [t('photos'), photos],
    [t('credits'), organization.credits],
  ] as const;
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === null ? t('unknown') : formatNumber(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Forgets the key. Of the demo nothing stays: the window is at its beginning again. */
function useForget(): () => Promise<void> {
  const client = useClient();
  const attempt = useAttempt();
  const { mirrors } = useDesk();
  const say = useNotices((notices) => notices.say);
  const close = useNavigation((navigation) => navigation.close);
  return async () => {
    const session = await attempt(() => client.session.forget({}));
    if (session === null) return;
    if (session.state === 'welcome') close();
    else say(t('forgotten'));
    mirrors.take({ session });
  };
}

function stateOf({ demo, hasKey, online }: Connected): [Tone, string] {
  if (demo) return ['informative', t('demo')];
  if (!hasKey) return ['notice', t('noKey')];
  return online ? ['positive', t('connected')] : ['notice', t('offline')];
}

function keyText({ hasKey, keyStorage, problem }: Connected): string {
  if (!hasKey) return problem?.message ?? t('keyNone');
  return keyStorage.kind === 'os' ? t('keyOs') : `${t('keySession')} ${keyStorage.reason}`;
}
