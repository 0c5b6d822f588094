import type { ErrorCode } from '#shared/errors.ts';
/** The exit statuses of every command; docs/cli.md explains them. */
export declare const EXIT: {
    readonly done: 0;
    readonly bug: 1;
    readonly usage: 2;
    readonly keyRefused: 3;
    readonly somePhotosFailed: 4;
    readonly localDisk: 5;
    readonly network: 6;
    /** Ctrl-C, as shells know it: 128 + SIGINT. */
    readonly interrupted: 130;
};
/** The exit status of a command that ended with `code`. */
export declare function exitStatusOf(code: ErrorCode): number;
