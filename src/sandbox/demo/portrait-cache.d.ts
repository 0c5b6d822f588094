/** Drawn portraits on disk. Only ever a convenience: it may be emptied, damaged or unwritable. */
export interface PortraitCache {
    /** The bytes last written under `key`, or null if there are none or they are damaged. */
    read: (key: string) => Promise<Uint8Array | null>;
    /** Keeps `bytes` under `key` if the disk allows; never rejects. */
    write: (key: string, bytes: Uint8Array) => Promise<void>;
}
/** A cache in `dir`, made when first needed. Each file is a JPEG followed by its SHA-256. */
export declare function createPortraitCache(dir: string): PortraitCache;
