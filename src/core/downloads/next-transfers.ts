import type { Blame } from './blame.ts';
import type { Chosen, Transfer, TransferTable } from './transfer-table.ts';

/** Which transfer travels next; several are claimed at once, which costs little more than one. */
export class NextTransfers {
  readonly #table: TransferTable;
  readonly #within: Chosen | null;
  readonly #blame: Blame;
  #ahead: Transfer[] = [];

  constructor(table: TransferTable, within: Chosen | null, blame: Blame) {
    this.#table = table;
    this.#within = within;
    this.#blame = blame;
  }

  /** One transfer, claimed; undefined when none may travel now. At most `count` are claimed with it. */
  claim(count: number, travelling: () => readonly Transfer[]): Transfer | undefined {
    if (this.#blame.inDoubt) {
      this.putBack();
      // In doubt, one photo of a shoot tells as much as many.
      const tried = new Set(travelling().map(({ modelId }) => modelId));
      return this.#table.claim(1, this.#within, this.#blame.doubtful.union(tried))[0];
    }
    if (this.#ahead.length === 0) {
      this.#ahead = this.#table.claim(count, this.#within, this.#blame.doubtful);
    }
    return this.#ahead.shift();
  }

  /** Gives back what was claimed ahead: something else may now be next. Throws what the disk throws. */
  putBack(): void {
    for (const { id } of this.#ahead.splice(0)) this.#table.interrupt(id);
  }
}
