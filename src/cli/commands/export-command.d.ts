import type { Layout } from '#shared/export.ts';
import type { PhotoChoice } from '#shared/library.ts';
import type { CliContext } from '../context.ts';
import { type ScopeOptions } from '../scope.ts';
/** The options of `export`. */
export interface ExportCommandOptions extends ScopeOptions, PhotoChoice {
    to: string;
    /** The layout's own default where it is left out. */
    template?: string;
    layout: Layout;
    overwrite?: boolean;
    dryRun?: boolean;
    offline?: boolean;
    full?: boolean;
}
/** `export`: syncs, downloads what is missing, then writes and verifies the ZIPs. */
export declare function exportCommand(context: CliContext, options: ExportCommandOptions): Promise<number>;
/** What to suggest when HeadshotPro cannot be reached but the library may have it all. */
export declare function offlineHint(error: unknown): string | null;
