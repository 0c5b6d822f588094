import { UserRoundX } from 'lucide-react';
import type { ErrorData } from '#shared/errors.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { t } from './texts.ts';

interface FailedPersonProps {
  failure: ErrorData;
  onRetry: () => void;
  onBack: () => void;
}

/** In place of a person who could not be read, or who is not in the library any more. */
export function FailedPerson({ failure, onRetry, onBack }: FailedPersonProps) {
  const isGone = failure.code === 'not_found';
  return (
    <EmptyState
      icon={UserRoundX}
      tone="negative"
      title={t(isGone ? 'goneHereTitle' : 'failedTitle')}
      actions={
        <>
          {!isGone && <Button onClick={onRetry}>{t('retry')}</Button>}
          <Button onClick={onBack}>{t('backToLibrary')}</Button>
        </>
      }
    >
      {failure.message}
    </EmptyState>
  );
}
