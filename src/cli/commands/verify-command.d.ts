import type { CliContext } from '../context.ts';
/** `verify`: reads everything back, of the library or of the ZIPs that are named. */
export declare function verify(context: CliContext, zips: readonly string[], options: {
    rebuild?: boolean;
}): Promise<number>;
