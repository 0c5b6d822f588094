import { Refusal } from './refusal.ts';
import type { Payload } from './router.ts';
/** A page of `items` as `limit` and `offset` ask for it, under `key` beside `pagination` (§1.4). */
export declare function page<Item>(key: string, items: readonly Item[], query: URLSearchParams, row: (item: Item) => Payload): Payload;
/** The query parameter's value if it is one of `values`, null if it was not sent. */
export declare function choice<Value extends string>(query: URLSearchParams, name: string, values: readonly Value[]): Value | null;
/** `value` as one of `values`. */
export declare function oneOf<Value extends string>(value: unknown, name: string, values: readonly Value[]): Value;
/** The body as an object. */
export declare function fields(body: unknown): ReadonlyMap<string, unknown>;
/** A string that must be there and not blank, trimmed. */
export declare function requiredText(body: ReadonlyMap<string, unknown>, name: string): string;
/** A string, or null when it was left out or sent as null. */
export declare function optionalText(body: ReadonlyMap<string, unknown>, name: string): string | null;
/** A list of strings. */
export declare function texts(value: unknown, name: string): string[];
/** An address that could be one. */
export declare function emailAddress(body: ReadonlyMap<string, unknown>): string;
export declare function invalid(message: string): Refusal;
