/** One program in a contest, as the median of its rounds; null where it is not installed. */
export interface Standing {
  name: string;
  role: 'ours' | 'peer' | 'limit';
  /** Median over the rounds of our wall time divided by its own; 1 for ours. */
  ratio: number | null;
  wallMs: number | null;
  cpuMs: number | null;
  peakBytes: number | null;
}

/** Ours and its peers at the same work, in turn, in the same run. */
export interface Contest {
  title: string;
  rounds: number;
  standings: Standing[];
  goals: Figure[];
}

/** One number, and what it should be. */
export interface Figure {
  name: string;
  value: number;
  /** `ms`, `MB`, `×`, `%`, `calls`, … */
  unit: string;
  goal?: { atMost: number } | { atLeast: number };
}

/** What a case has measured. */
export interface CaseResult {
  contests?: Contest[];
  figures?: Figure[];
}

/** How a case is to be run. */
export interface BenchContext {
  /** A folder of its own on the disk, removed afterwards. */
  folder: string;
  /** Smaller and less often: to see that it works, not to be quoted. */
  quick: boolean;
}

/** One measurement of the benchmark. */
export interface BenchCase {
  name: string;
  title: string;
  run(context: BenchContext): Promise<CaseResult>;
}

/** Whether a figure is as it should be; null where nothing is asked of it. */
export function isMet({ value, goal }: Figure): boolean | null {
  if (!goal) return null;
  return 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast;
}

/** The middle of some numbers, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** The value that `share` (0 to 1) of some numbers do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
