/** Whether this Node.js can keep a catalogue; says what to do, with exit status 5, where it cannot. */
export function checkSqlite(): boolean {
  if (process.getBuiltinModule?.('node:sqlite')) return true;
  process.stderr.write(
    `This Node.js (${process.version}) has no SQLite. Use Node.js 24 or later.\n`,
  );
  process.exitCode = 5;
  return false;
}
