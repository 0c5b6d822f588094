import { type CliWorld } from './context.ts';
/** Runs one command line (without program name); the exit status. Never rejects, never exits. */
export declare function runCli(args: readonly string[], world: CliWorld): Promise<number>;
