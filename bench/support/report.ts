import { cpus, totalmem } from 'node:os';
import { type CaseResult, type Contest, type Figure, isMet, type Standing } from './result.ts';

/** What the figures were taken on. */
export function machine(): Record<string, string | number> {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1e9),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}

/** A case's result as text for a terminal. */
export function reportLines(title: string, { contests = [], figures = [] }: CaseResult): string[] {
  return [
    `\n${title}`,
    ...contests.flatMap(contestLines),
    ...(figures.length > 0 ? ['', ...figureLines(figures)] : []),
  ];
}

function contestLines({ title, rounds, standings, goals }: Contest): string[] {
  const rows = standings.map(standingCells);
  return [
    `\n  ${title} (${rounds} rounds)`,
    ...aligned([['', 'ours is', 'wall', 'cpu', 'memory'], ...rows]),
    ...figureLines(goals),
  ];
}

function standingCells({ name, role, ratio, wallMs, cpuMs, peakBytes }: Standing): string[] {
  const called = role === 'limit' ? `${name} (limit)` : name;
  if (ratio === null || wallMs === null || cpuMs === null || peakBytes === null) {
    return [called, 'not installed', '', '', ''];
  }
  const compared = role === 'ours' ? '' : `${ratio.toFixed(2)} ×`;
  return [called, compared, seconds(wallMs), seconds(cpuMs), `${Math.round(peakBytes / 1e6)} MB`];
}

function figureLines(figures: readonly Figure[]): string[] {
  return aligned(
    figures.map((figure) => {
      const { name, value, unit, goal } = figure;
      if (!goal) return [name, `${number(value)} ${unit}`, ''];
      const bound = 'atMost' in goal ? `at most ${goal.atMost}` : `at least ${goal.atLeast}`;
      const verdict = isMet(figure) ? 'met' : 'MISSED';
      return [name, `${number(value)} ${unit}`, `goal ${bound}: ${verdict}`];
    }),
  );
}

/** Columns of one width each, the first to the left, the others to the right. */
function aligned(rows: readonly string[][]): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    `  ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')}`.trimEnd(),
  );
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function number(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
