import type { CliContext } from '../context.ts';
/** `status`: the library in numbers, without network. */
export declare function status({ reading, terminal }: CliContext): Promise<number>;
/** `teams`: every team with its totals. */
export declare function teams({ reading, terminal }: CliContext): Promise<number>;
/** `people`: who is in the library, by name. */
export declare function people({ reading, terminal }: CliContext, options: {
    team?: string;
    status?: string;
    search?: string;
}): Promise<number>;
