import { isInstalled, measureProcess, type ProcessCost, type ProcessOptions } from './processes.ts';
import { type Contest, type Figure, median, type Standing } from './result.ts';

/** A program at work. */
export interface Contender extends ProcessOptions {
  name: string;
  /** The program and its arguments. */
  command: readonly string[];
  /** Clears the place; not measured. */
  before?(): Promise<unknown>;
  /** Throws unless the work was really done; not measured. */
  after?(): Promise<unknown>;
}

export interface ContestOptions {
  title: string;
  ours: Contender;
  peers: readonly Contender[];
  /** What no program that does this work can beat. */
  limit?: Contender;
  rounds: number;
  /** What is asked of ours, given all standings. */
  goals?(standings: readonly Standing[]): Figure[];
}

/** Lets all do the same work in turn, beginning with another one in each round. */
export async function contest(options: ContestOptions): Promise<Contest> {
  const { title, ours, peers, limit, rounds, goals } = options;
  const all = [ours, ...peers, ...(limit ? [limit] : [])];
  const present = all.filter(({ command: [program = ''] }) => isInstalled(program));
  const costs = new Map<Contender, ProcessCost[]>(present.map((contender) => [contender, []]));
  for (let round = 0; round < rounds; round++) {
    const first = round % present.length;
    for (const contender of [...present.slice(first), ...present.slice(0, first)]) {
      await contender.before?.();
      costs.get(contender)?.push(await measureProcess(contender.command, contender));
      await contender.after?.();
    }
  }
  const ourCosts = costs.get(ours) ?? [];
  const standings = all.map((contender): Standing => {
    const role = contender === ours ? 'ours' : contender === limit ? 'limit' : 'peer';
    const own = costs.get(contender);
    const facts = { name: contender.name, role } as const;
    if (!own) return { ...facts, ratio: null, wallMs: null, cpuMs: null, peakBytes: null };
    const ratios = own.map((cost, round) => (ourCosts[round]?.wallMs ?? Number.NaN) / cost.wallMs);
    return {
      ...facts,
      ratio: median(ratios),
      wallMs: median(own.map((cost) => cost.wallMs)),
      cpuMs: median(own.map((cost) => cost.cpuMs)),
      peakBytes: median(own.map((cost) => cost.peakBytes)),
    };
  });
  return { title, rounds, standings, goals: goals?.(standings) ?? [] };
}

/** Our wall time against the fastest of some peers that are installed, as a figure with a goal. */
export function againstFastest(
  standings: readonly Standing[],
  names: readonly string[],
  atMost: number,
): Figure {
  const ratios = standings.flatMap(({ name, ratio }) =>
    names.includes(name) && ratio !== null ? [ratio] : [],
  );
  return {
    name: `against the fastest of ${names.join(', ')}`,
    value: Math.max(...ratios),
    unit: '×',
    goal: { atMost },
  };
}
