import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type ErrorData, toErrorData } from '#shared/errors.ts';
import type { InviteDetail } from '#shared/invites.ts';
import { useClient, useMirrors } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { InviteCard } from './invite-card.tsx';
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
        {answer !== null && 'detail' in answer && <InviteCard detail={answer.detail} />}
      </div>
    </Dialog>
  );
}
