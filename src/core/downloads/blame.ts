import { AppError, isAppError } from '#shared/errors.ts';
import type { NetworkWatch } from './network-watch.ts';
import type { Transfer } from './transfer-table.ts';

/** So many failures in a row, over so many shoots: the photo host may be down, not they. */
const BAD_LUCK_PHOTOS = 24;
const BAD_LUCK_MODELS = 4;
/** So many shoots in a row of which not one photo came: it is. */
const HOPELESS_MODELS = 100;

/** Decides whose a failure is: the photo's, the network's, or everybody's. */
export interface Blame {
  /**
   * The photo's own failure, or null when it is not to blame and goes back in its place. Throws what
   * concerns the whole queue: the key, the disk, a photo host that gives nothing at all, a bug.
   */
  judge(error: unknown, transfer: Transfer): Promise<AppError | null>;
  /** To be told of each photo that came: bad luck is over. */
  cameThrough(): void;
  /** So much has failed in a row that one photo of a shoot is enough to try. */
  readonly inDoubt: boolean;
  /** Shoots that gave nothing when that was so: all others go first. */
  readonly doubtful: ReadonlySet<string>;
  /**
   * To be told when only doubtful shoots are left: they get another chance if photos have come
   * since. Throws if none has.
   */
  onlyDoubtfulLeft(): void;
}

export function createBlame(network: Pick<NetworkWatch, 'isUp'>): Blame {
  /** The shoots of the failures since the last photo that came. */
  let badLuck: string[] = [];
  let inDoubt = false;
  const doubtful = new Set<string>();
  /** Photos that were given a second go after the network had failed them. */
  const spared = new Set<number>();

  return {
    get inDoubt() {
      return inDoubt;
    },
    doubtful,
    async judge(error, { id, modelId }) {
      if (!isOwnFailure(error)) throw error;
      if (!isSuspicious(error)) return error;
      if (!(await network.isUp())) return null;
      // The network may have come back in between; the host's own answer is another matter.
      if (!inDoubt && error.cause !== undefined && !spared.has(id)) {
        spared.add(id);
        return null;
      }
      badLuck.push(modelId);
      const shoots = new Set(badLuck).size;
      inDoubt ||= badLuck.length >= BAD_LUCK_PHOTOS && shoots >= BAD_LUCK_MODELS;
      if (!inDoubt) return error;
      if (shoots >= HOPELESS_MODELS) throw photoHostDown();
      doubtful.add(modelId);
      return null;
    },
    cameThrough() {
      badLuck = [];
      inDoubt = false;
    },
    onlyDoubtfulLeft() {
      if (inDoubt) throw photoHostDown();
      doubtful.clear();
    },
  };
}

/** Codes that say something about one photo only; every other failure concerns the whole queue. */
function isOwnFailure(error: unknown): error is AppError {
  return (
    isAppError(error) &&
    (/^(photo|link)_/.test(error.code) || error.code === 'url_refused' || isSuspicious(error))
  );
}

/** Failures that many photos at once would have if the network, or a host, were out of order. */
function isSuspicious(error: unknown): boolean {
  return isAppError(
    error,
    'api_unreachable',
    'api_failed',
    'api_not_understood',
    'photo_unreachable',
    'photo_not_an_image',
  );
}

function photoHostDown(): AppError {
  return new AppError(
    'photo_unreachable',
    'The photo host gives none of the photos that are left. They stay in the queue: try again later.',
  );
}
