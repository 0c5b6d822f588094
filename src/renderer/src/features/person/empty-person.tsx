import {
  Camera,
  Check,
  CloudOff,
  Mail,
  RefreshCw,
  TriangleAlert,
  UserCheck,
  WandSparkles,
} from 'lucide-react';
import type { Lifecycle } from '#shared/domain.ts';
import type { PersonRow } from '#shared/window.ts';
import { useAttempt, useClient, useMirrors } from '../../state/desk-context.tsx';
import { isOffline, runningSync } from '../../state/selectors.ts';
import { personName } from '../../text/people.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './empty-person.module.css';
import { t } from './texts.ts';

const ICON = {
  invited: Mail,
  accepted: UserCheck,
  in_progress: WandSparkles,
  ready: Camera,
  failed: TriangleAlert,
  gone: CloudOff,
} as const satisfies Record<Lifecycle, unknown>;
const STEPS: readonly Lifecycle[] = ['invited', 'accepted', 'in_progress', 'ready'];
const HEADSHOTPRO = 'https://www.headshotpro.com';

/** A person without photos: where they stand, and what happens next. */
export function EmptyPerson({ person }: { person: PersonRow }) {
  const client = useClient();
  const attempt = useAttempt();
  const offline = useMirrors(isOffline);
  const syncing = useMirrors((mirrors) => runningSync(mirrors) !== null);
  const { lifecycle } = person;
  const { title, text } = wordsFor(lifecycle, firstName(person));
  const ended = lifecycle === 'gone' || lifecycle === 'failed';
  return (
    <div className={styles['empty']}>
      {!ended && <Steps current={lifecycle} />}
      <div className={styles['words']}>
        <EmptyState
          icon={ICON[lifecycle]}
          title={title}
          actions={
            <>
              {lifecycle !== 'gone' && (
                <Button
                  icon={RefreshCw}
                  busy={syncing}
                  disabled={offline}
                  onClick={() => void attempt(() => client.jobs.sync({ full: false }))}
                >
                  {t('syncNow')}
                </Button>
              )}
              {lifecycle === 'failed' && (
                <Button
                  onClick={() =>
                    void attempt(() => client.desktop.openExternal({ url: HEADSHOTPRO }))
                  }
                >
                  {t('openHeadshotPro')}
                </Button>
              )}
            </>
          }
        >
          {text} {offline && t('offlineHint')}
        </EmptyState>
      </div>
    </div>
  );
}

/** The way from the invitation to the headshots, with the place where the person is. */
function Steps({ current }: { current: Lifecycle }) {
  const at = STEPS.indexOf(current);
  const done = current === 'in_progress' ? at - 1 : at;
  const names = [t('stepInvited'), t('stepAccepted'), t('stepInProgress'), t('stepReady')];
  return (
    <ol className={styles['steps']} aria-label={t('progress')}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          className={styles['step']}
          data-state={index <= done ? 'done' : index === at ? 'now' : 'later'}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className={styles['dot']}>{index <= done && <Check />}</span>
          {names[index]}
        </li>
      ))}
    </ol>
  );
}

function wordsFor(lifecycle: Lifecycle, name: string): { title: string; text: string } {
  switch (lifecycle) {
    case 'invited':
      return { title: t('invitedTitle', { name }), text: t('invitedText', { name }) };
    case 'accepted':
      return { title: t('acceptedTitle', { name }), text: t('acceptedText', { name }) };
    case 'failed':
      return { title: t('failedShootTitle'), text: t('failedShootText') };
    default:
      return { title: t(`${lifecycle}Title`), text: t(`${lifecycle}Text`) };
  }
}

/** How to speak of the person in a sentence. */
function firstName(person: PersonRow): string {
  return person.name?.trim().split(/\s+/u)[0] ?? personName(person);
}
