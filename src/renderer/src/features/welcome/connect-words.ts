import type { ConnectProblem } from './connect-store.ts';
import { t } from './texts.ts';

/** Why connecting did not work, and what to do about it. */
export function problemText(problem: ConnectProblem): string {
  if (problem === 'no-key') return t('noKey');
  if (problem === 'broken-key') return t('brokenKey');
  switch (problem.code) {
    case 'key_refused':
      return t('refused');
    case 'not_permitted':
      return t('notPermitted');
    case 'api_unreachable':
      return t('unreachable');
    case 'rate_limited':
      return t('limited');
    case 'api_failed':
      return t('apiFailed');
    case 'api_not_understood':
      return t('notUnderstood');
    default:
      return problem.message;
  }
}
