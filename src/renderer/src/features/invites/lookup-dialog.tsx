import { Link2, MailX } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type ErrorData, toErrorData } from '#shared/errors.ts';
import type { InviteDetail } from '#shared/invites.ts';
import {
  useAttempt,
  useClient,
  useMirrors,
  useNavigation,
  useNotices,
} from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { formatDate } from '../../text/format.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './lookup-dialog.module.css';
import { t } from './texts.ts';

type Answer = { detail: InviteDetail } | { missing: string } | { failure: ErrorData };

/** One invite as HeadshotPro has it now, by address or by its id of version 1. */
export function LookupDialog({ query: given, onClose }: { query: string; onClose: () => void }) {
  const client = useClient();
  const offline = useMirrors(isOffline);
  const [query, setQuery] = useState(given);
  const [asking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const asked = useRef(0);

  async function ask(wanted: string): Promise<void> {
    asked.current += 1;
    const turn = asked.current;
    setAsking(true);
    let news: Answer;
    try {
      const detail = await client.invites.find({ query: wanted });
      news = detail === null ? { missing: wanted } : { detail };
    } catch (error) {
      news = { failure: toErrorData(error) };
    }
    if (turn !== asked.current) return;
    setAnswer(news);
    setAsking(false);
  }

  const first = useRef(given.trim());
  useEffect(() => {
    const wanted = first.current;
    first.current = '';
    if (wanted !== '') void ask(wanted);
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (query.trim() !== '' && !offline) void ask(query.trim());
  }

  const failure = answer !== null && 'failure' in answer ? answer.failure : null;
  return (
    <Dialog open onClose={onClose} title={t('lookUpTitle')} closeLabel={t('close')}>
      <form className={styles['form']} onSubmit={submit}>
        <TextField
          className={styles['field']}
          label={t('query')}
          value={query}
          onChange={setQuery}
          placeholder={t('emailSample')}
          spellCheck={false}
          autoComplete="off"
          dir="ltr"
          {...(failure !== null && { error: failure.message })}
          {...(offline && { hint: t('offline') })}
        />
        <Button
          type="submit"
          look="primary"
          busy={asking}
          disabled={offline || query.trim() === ''}
        >
          {asking ? t('lookingUp') : t('lookUp')}
        </Button>
      </form>
      <div role="status">
        {answer !== null && 'missing' in answer && (
          <p className={styles['missing']}>{t('notFound', { query: answer.missing })}</p>
        )}
        {answer !== null && 'detail' in answer && <Detail detail={answer.detail} />}
      </div>
    </Dialog>
  );
}

function Detail({ detail }: { detail: InviteDetail }) {
  const client = useClient();
  const attempt = useAttempt();
  const say = useNotices((notices) => notices.say);
  const open = useNavigation((navigation) => navigation.open);
  const offline = useMirrors(isOffline);
  const { email, status, createdAt, expiresAt, modelId, legacyId, hasLink } = detail;
  const rows: [string, string | null][] = [
    [t('status'), status],
    [t('team'), detail.teamName ?? t('noTeam')],
    [t('sentOn'), createdAt === null ? t('unknownDate') : formatDate(createdAt)],
    [t('expires'), expiresAt === null ? null : formatDate(expiresAt)],
    [t('session'), modelId],
    [t('name'), detail.name],
    [t('employeeId'), detail.employeeId],
    [t('legacyId'), legacyId],
  ];
  const canRevoke = email !== '' && status !== 'revoked' && status !== 'deleted';
  return (
    <section className={styles['card']} aria-label={email}>
      <h3 className={styles['email']} dir="auto">
        {email}
      </h3>
      <dl className={styles['rows']}>
        {rows.map(
          ([name, value]) =>
            value !== null && (
              <div key={name} className={styles['row']}>
                <dt>{name}</dt>
                <dd dir="auto" data-selectable>
                  {value}
                </dd>
              </div>
            ),
        )}
      </dl>
      {status === 'pending' && !hasLink && <p className={styles['hint']}>{t('noLink')}</p>}
      <div className={styles['acts']}>
        {hasLink && (
          <Button
            icon={Link2}
            onClick={() =>
              void attempt(async () => {
                await client.invites.copyLink({ email });
                say(t('linkCopied', { email }));
              })
            }
          >
            {t('copyOneLink')}
          </Button>
        )}
        {canRevoke && (
          <Button
            icon={MailX}
            disabled={offline}
            onClick={() => open({ name: 'removal', target: { kind: 'invite', email } })}
          >
            {t('revoke')}
          </Button>
        )}
      </div>
    </section>
  );
}
