/**
 * What a terminal obeys instead of showing (control characters, ESC and its one-byte forms among
 * them), what begins another line, and what turns the direction in which the rest is read.
 */
const OBEYED = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;
/** Those of them that JSON leaves as they are. */
const OBEYED_IN_JSON = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** `text` as one line that any terminal shows and none obeys: a sign stands for what it would obey. */
export function plainLine(text: string): string {
  return text.toWellFormed().replace(OBEYED, '\ufffd');
}

/** `value` as JSON on one line, exact, that any terminal shows and none obeys. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value).replace(
    OBEYED_IN_JSON,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
