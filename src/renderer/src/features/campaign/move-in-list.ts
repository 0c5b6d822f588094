/** Where a key moves the focus to in a list, from `index`; null for keys that move nothing. */
export function moveInList(
  key: string,
  index: number,
  total: number,
  pageRows: number,
): number | null {
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: pageRows,
    PageUp: -pageRows,
    Home: -index,
    End: total - 1 - index,
  };
  const step = steps[key];
  if (step === undefined || total === 0) return null;
  return Math.min(total - 1, Math.max(0, index + step));
}
