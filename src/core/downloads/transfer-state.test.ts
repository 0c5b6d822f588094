import { describe, expect, it } from 'vitest';
import {
  nextState,
  statesBefore,
  type TransferEvent,
  type TransferState,
} from './transfer-state.ts';

const STATES: TransferState[] = ['queued', 'active', 'done', 'failed', 'cancelled'];
const EVENTS: TransferEvent[] = [
  'enqueue',
  'start',
  'succeed',
  'fail',
  'interrupt',
  'cancel',
  'retry',
];

describe('the states of a transfer', () => {
  it('lead from waiting over travelling to an end, and back by being wanted again', () => {
    const table = STATES.map((state) => EVENTS.map((event) => nextState(state, event)));
    expect(table).toEqual([
      // enqueue, start, succeed, fail, interrupt, cancel, retry
      ['queued', 'active', null, null, null, 'cancelled', null],
      ['active', null, 'done', 'failed', 'queued', 'cancelled', null],
      ['queued', null, null, null, null, null, null],
      ['queued', null, null, null, null, 'cancelled', 'queued'],
      ['queued', null, null, null, null, null, null],
    ]);
  });

  it('are named backwards, too, as the catalogue asks for them', () => {
    for (const event of EVENTS) {
      for (const to of STATES) {
        const before = STATES.filter((state) => nextState(state, event) === to);
        expect(statesBefore(event, to), `${event} to ${to}`).toEqual(before);
      }
    }
  });
});
