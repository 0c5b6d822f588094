import type { Clock } from '../ports.ts';

/** So much has to come within a minute: with less a photo would take half an hour and more. */
const LEAST_BYTES = 8 * 1024;
const SPAN_MS = 60_000;
/** So many pieces make a drip; fewer may have stood still with the machine asleep. */
const DRIP_PIECES = 8;

/**
 * Takes the sizes of a body's pieces as they come and throws, as the network does (`ETIMEDOUT`), once
 * they have only dripped for a minute: each piece alone keeps any idle timeout from ending it.
 */
export function createBodyPace(clock: Pick<Clock, 'elapsed'>): (pieceBytes: number) => void {
  let sinceMs = clock.elapsed();
  let bytes = 0;
  let pieces = 0;
  return (pieceBytes) => {
    bytes += pieceBytes;
    pieces++;
    if (bytes >= LEAST_BYTES) {
      sinceMs = clock.elapsed();
      bytes = 0;
      pieces = 0;
    } else if (pieces >= DRIP_PIECES && clock.elapsed() - sinceMs >= SPAN_MS) {
      throw Object.assign(new Error('The body comes too slowly.'), { code: 'ETIMEDOUT' });
    }
  };
}
