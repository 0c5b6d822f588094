/**
 * How often a property is tried: `n` times, or as many times more as `FC_RUNS` says (the soak).
 * Seeds differ from run to run; a failure prints its seed and path, which repeat it:
 * `fc.assert(property, { seed, path })`.
 */
export function runs(n: number): { numRuns: number } {
  const times = Number(process.env['FC_RUNS'] ?? 1);
  return { numRuns: Math.ceil(n * (times > 0 ? times : 1)) };
}
