import type { PhotoChoice } from '#shared/library.ts';
import type { CliContext } from '../context.ts';
import { type ScopeOptions } from '../scope.ts';
/** `connect`: checks the key and makes the organization's library. */
export declare function connect(context: CliContext): Promise<number>;
/** `sync`: mirrors the organization into the library. */
export declare function sync(context: CliContext, options: ScopeOptions & {
    full?: boolean;
}): Promise<number>;
/** `download`: brings what is chosen to this disk. */
export declare function download(context: CliContext, options: ScopeOptions & PhotoChoice & {
    full?: boolean;
}): Promise<number>;
