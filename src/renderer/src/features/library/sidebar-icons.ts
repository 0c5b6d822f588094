import {
  CircleCheck,
  CircleDashed,
  CircleOff,
  CircleX,
  Hourglass,
  type LucideIcon,
  MailOpen,
} from 'lucide-react';
import type { Lifecycle } from '#shared/domain.ts';

/** The sign of each step on the way from invite to headshots. */
export const LIFECYCLE_ICON: Record<Lifecycle, LucideIcon> = {
  invited: MailOpen,
  accepted: CircleDashed,
  in_progress: Hourglass,
  ready: CircleCheck,
  failed: CircleX,
  gone: CircleOff,
};
