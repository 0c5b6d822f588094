import type { Lifecycle } from '#shared/domain.ts';
import { lifecycleName } from '../text/people.ts';
import { Badge, type Tone } from './badge.tsx';

/** The colour of each step on the way from invite to headshots. */
export const LIFECYCLE_TONE: Record<Lifecycle, Tone> = {
  invited: 'neutral',
  accepted: 'informative',
  in_progress: 'notice',
  ready: 'positive',
  failed: 'negative',
  gone: 'neutral',
};

/** Where a person stands, in a word and a colour. */
export function LifecycleBadge({
  lifecycle,
  dot = false,
}: {
  lifecycle: Lifecycle;
  dot?: boolean;
}) {
  return (
    <Badge dot={dot} tone={LIFECYCLE_TONE[lifecycle]}>
      {lifecycleName(lifecycle)}
    </Badge>
  );
}
