/** Where one wanted file stands. */
export type TransferState = 'queued' | 'active' | 'done' | 'failed' | 'cancelled';

/** What can happen to it. `interrupt`: work stopped through no fault of the photo. */
export type TransferEvent =
  | 'enqueue'
  | 'start'
  | 'succeed'
  | 'fail'
  | 'interrupt'
  | 'cancel'
  | 'retry';

const TRANSITIONS: Record<TransferState, Partial<Record<TransferEvent, TransferState>>> = {
  queued: { enqueue: 'queued', start: 'active', cancel: 'cancelled' },
  active: {
    enqueue: 'active',
    succeed: 'done',
    fail: 'failed',
    interrupt: 'queued',
    cancel: 'cancelled',
  },
  // A done file that is wanted again was lost or damaged since.
  done: { enqueue: 'queued' },
  failed: { enqueue: 'queued', retry: 'queued', cancel: 'cancelled' },
  cancelled: { enqueue: 'queued' },
};

/** The state after `event`, or null where the event means nothing in that state. */
export function nextState(state: TransferState, event: TransferEvent): TransferState | null {
  return TRANSITIONS[state][event] ?? null;
}

/** The states in which `event` means something and leads to `to`. */
export function statesBefore(event: TransferEvent, to: TransferState): TransferState[] {
  return (Object.keys(TRANSITIONS) as TransferState[]).filter(
    (state) => TRANSITIONS[state][event] === to,
  );
}
