/** The environment variable that holds the API key. */
export declare const KEY_VARIABLE = "HEADSHOTPRO_API_KEY";
/**
 * The key, from standard input where asked for, else from the environment; never from an argument,
 * which every program on the machine could read. Throws `key_missing`.
 */
export declare function readApiKey(fromStdin: boolean, stdin: NodeJS.ReadableStream, env: NodeJS.ProcessEnv): Promise<string>;
