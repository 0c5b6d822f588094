import { CircleAlert } from 'lucide-react';
import { type FormEvent, useId } from 'react';
import type { WatchRuleState } from '#shared/live.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Note } from '../../ui/note.tsx';
import styles from './rule-dialog.module.css';
import { RuleFields } from './rule-fields.tsx';
import { t } from './texts.ts';
import { useRuleForm } from './use-rule-form.ts';

interface RuleDialogProps {
  /** Null for a new one. */
  rule: WatchRuleState | null;
  onClose: () => void;
}

/** Asks what a watch rule waits for, and what it does then. */
export function RuleDialog({ rule, onClose }: RuleDialogProps) {
  const form = useRuleForm(rule);
  const { failure, busy, ready, save } = form;
  const formId = useId();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (ready && !busy && (await save())) onClose();
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t(rule === null ? 'createTitle' : 'editTitle')}
      closeLabel={t('close')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={formId} look="primary" busy={busy} disabled={!ready}>
            {t(rule === null ? 'create' : 'save')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className={styles['form']}
        noValidate
        onSubmit={(event) => void submit(event)}
      >
        {failure !== null && failure.code !== 'template_invalid' && (
          <Note icon={CircleAlert} tone="negative" title={t('ruleFailed')}>
            {failure.message}
          </Note>
        )}
        <RuleFields form={form} teamGone={rule !== null && isGone(rule)} />
      </form>
    </Dialog>
  );
}

function isGone({ teamId, teamName }: WatchRuleState): boolean {
  return teamId !== null && teamName === null;
}
