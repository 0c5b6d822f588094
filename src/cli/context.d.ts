import { createCore, type Workspace } from '#core/core.ts';
import { type Library } from '#core/library/library.ts';
import { type CliStreams, type Terminal } from './terminal.ts';
/** The API of HeadshotPro itself. */
export declare const DEFAULT_API_URL = "https://server.headshotpro.com/api/v2";
/** What the world around one run of the program is. */
export interface CliWorld extends CliStreams {
    env: NodeJS.ProcessEnv;
    cwd: string;
    /** Aborts on Ctrl-C. */
    signal: AbortSignal;
}
/** Options that every command knows. */
export interface CommonOptions {
    library?: string;
    organization?: string;
    json?: boolean;
    quiet?: boolean;
    debug?: boolean;
}
/** Options of the commands that talk to HeadshotPro. */
export interface OnlineOptions extends CommonOptions {
    apiUrl?: string;
    apiKeyStdin?: boolean;
    concurrency?: number;
}
/** One command's run: how it speaks, and how it comes by a library. */
export interface CliContext {
    world: CliWorld;
    terminal: Terminal;
    signal: AbortSignal;
    /** An absolute path for one that the user typed. */
    path(typed: string): string;
    root: string;
    /** Connects and opens the library of the key's organization for writing. */
    online<T>(work: (workspace: Workspace, core: ReturnType<typeof createCore>) => Promise<T>): Promise<T>;
    /** Opens a library that is there already, without network, for writing. */
    offline<T>(work: (workspace: Workspace) => Promise<T>): Promise<T>;
    /** Opens a library that is there already, to read from it, whoever writes. */
    reading<T>(work: (library: Library) => T): T;
}
/** The folders this program keeps its things in, as the system wants it. */
export declare const FOLDERS: import("env-paths").Paths;
export declare function createContext(options: OnlineOptions, world: CliWorld): CliContext;
