import { type DemoOptions } from '#sandbox/demo/organization.ts';
import { type CliContext, type CliWorld } from '../context.ts';
/** The options of `sandbox`. */
export interface SandboxCommandOptions {
    port?: number;
    people?: number;
    photos?: number;
    rateLimit?: number;
    seed?: number;
    latency?: number;
    fault?: string[];
}
/** `sandbox`: an embedded HeadshotPro on this computer, until Ctrl-C. */
export declare function sandboxCommand({ terminal, signal }: CliContext, options: SandboxCommandOptions): Promise<number>;
/** `demo`: the whole way, from the embedded organization to one verified ZIP per team. */
export declare function demo(world: CliWorld, options: {
    to: string;
    library?: string;
    json?: boolean;
    quiet?: boolean;
} & DemoOptions): Promise<number>;
