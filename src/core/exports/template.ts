import { AppError } from '#shared/errors.ts';
import type { Layout } from '#shared/export.ts';
import { slug } from './slug.ts';

/** Every token of a template and what it stands for, in the order help texts show them. */
export const TEMPLATE_TOKENS = {
  team: "the team's name",
  person: 'the name, else the e-mail address, else the model id',
  first: 'the first word of {person}',
  last: 'the rest of {person}',
  email: 'the e-mail address, if any',
  number:
    "the photo's place among the person's photos, favorite first; {number:2} makes it 01, 02, …",
  favorite: '"favorite" for the favorite, else nothing',
  liked: '"liked" or "loved", else nothing',
  modelId: "the id of the person's headshot session",
  photoId: "the photo's id",
  variant: '"main" or "original"',
  date: 'the day the photo was made, as 2025-01-31',
} as const;

/** The name of a template token. */
export type TemplateToken = keyof typeof TEMPLATE_TOKENS;

/** One piece of a template: text as it is, or a token with its filter. */
type Piece = { text: string } | { token: TemplateToken; slug: boolean; digits: number };

/** A parsed template: the pieces of each path segment, folders first, the file name last. */
export type Template = Piece[][];

/** What the tokens of one photo stand for; '' where there is nothing to say. */
export type TemplateValues = Record<Exclude<TemplateToken, 'number'>, string> & { number: number };

const MAX_DEPTH = 8;
const SEPARATORS = '-_. ';
const TOKEN = /^([^|:]*)(?::([^|]*))?(?:\|(.*))?$/s;

/** The template used when none is given: a folder a person, in a folder a team where teams share. */
export function defaultTemplate(layout: Layout): string {
  const inTeam = '{person}/{person|slug}-{number:2}-{favorite}';
  return layout === 'zip-per-team' ? inTeam : `{team}/${inTeam}`;
}

/** Reads a template (docs/templates.md). Throws `template_invalid`, saying where and what is allowed. */
export function parseTemplate(source: string): Template {
  if (source.trim() === '')
    throw invalid('The template is empty. Try {person}/{person|slug}-{number:2}');
  const template: Template = [[]];
  let at = 0;
  while (at < source.length) {
    const segment = template.at(-1) ?? [];
    const character = source.charAt(at);
    if (character === '{') {
      const end = source.indexOf('}', at);
      if (end < 0)
        throw invalid(`The brace at position ${at + 1} of the template is never closed.`);
      segment.push(parseToken(source.slice(at + 1, end), at + 1));
      at = end + 1;
    } else if (character === '/') {
      template.push([]);
      at += 1;
    } else {
      const text = /^[^{/]+/.exec(source.slice(at))?.[0] ?? character;
      refuseCharacters(text, at + 1);
      segment.push({ text });
      at += text.length;
    }
  }
  refuseSegments(template);
  return template;
}

/** The path segments of one photo, before they are made safe. Never '' where a token has a value. */
export function renderTemplate(
  template: Template,
  values: TemplateValues,
  slugOf: (text: string) => string = slug,
): string[] {
  return template.map((segment) => renderSegment(segment, values, slugOf));
}

function parseToken(body: string, position: number): Piece {
  const [, name = '', digits, filter] = TOKEN.exec(body) ?? [];
  const where = `at position ${position} of the template`;
  if (!isToken(name)) {
    const known = Object.keys(TEMPLATE_TOKENS).map((token) => `{${token}}`);
    throw invalid(`{${body}} ${where} is not a token. There are ${known.join(' ')}.`);
  }
  if (filter !== undefined && filter !== 'slug') {
    throw invalid(
      `"${filter}" ${where} is not a filter. There is only slug, as in {${name}|slug}.`,
    );
  }
  if (digits !== undefined && (name !== 'number' || !/^[1-9]$/.test(digits))) {
    throw invalid(
      `{${body}} ${where}: digits go with {number} only, from {number:1} to {number:9}.`,
    );
  }
  return { token: name, slug: filter === 'slug', digits: Number(digits ?? 1) };
}

function isToken(name: string): name is TemplateToken {
  return Object.hasOwn(TEMPLATE_TOKENS, name);
}

function refuseCharacters(text: string, position: number): void {
  const bad = /[}\\<>:"|?*\p{Cc}]/u.exec(text);
  if (!bad) return;
  const where = `at position ${position + bad.index} of the template`;
  if (bad[0] === '}') throw invalid(`The } ${where} closes nothing.`);
  if (bad[0] === '\\') throw invalid(`The \\ ${where}: folders are separated by /`);
  const shown = /\p{Cc}/u.test(bad[0]) ? 'control character' : bad[0];
  throw invalid(`The ${shown} ${where} cannot be in a file name on every system. Leave it out.`);
}

function refuseSegments(template: Template): void {
  if (template[0]?.length === 0) {
    throw invalid(
      'The template starts with a slash. It names files inside the export: leave it out.',
    );
  }
  if (template.length > MAX_DEPTH) {
    throw invalid(
      `The template is ${template.length} levels deep. At most ${MAX_DEPTH} are allowed.`,
    );
  }
  for (const [index, segment] of template.entries()) {
    const which = `Part ${index + 1} of the template (between slashes)`;
    if (segment.length === 0) throw invalid(`${which} is empty.`);
    const text = segment.map((piece) => ('text' in piece ? piece.text : '{}')).join('');
    if (/^[\s.]*$/.test(text)) throw invalid(`${which} is only "${text}". It needs a name.`);
  }
  const last = template.at(-1)?.at(-1);
  const extension =
    last && 'text' in last ? /\.(?:jpe?g|png|webp|avif|gif)$/i.exec(last.text) : null;
  if (extension) {
    throw invalid(`The template ends in ${extension[0]}. The photo's own is added: leave it out.`);
  }
}

/**
 * A token with nothing to say takes the separator before it along (after it, at the start), so that
 * `{first}-{last}-{favorite}` never leaves a stray dash.
 */
function renderSegment(
  segment: readonly Piece[],
  values: TemplateValues,
  slugOf: (text: string) => string,
): string {
  let rendered = '';
  let afterText = false;
  let dropNext = false;
  for (const piece of segment) {
    const isText = 'text' in piece;
    const text = isText ? piece.text : renderToken(piece, values, slugOf);
    if (text === '' && rendered === '') {
      dropNext = true;
    } else if (text === '') {
      const droppable = afterText && SEPARATORS.includes(rendered.slice(-1));
      rendered = droppable ? rendered.slice(0, -1) : rendered;
    } else {
      const dropped = dropNext && isText && SEPARATORS.includes(text.charAt(0));
      rendered += dropped ? text.slice(1) : text;
      dropNext = false;
    }
    afterText = isText;
  }
  return rendered;
}

function renderToken(
  piece: Extract<Piece, { token: TemplateToken }>,
  values: TemplateValues,
  slugOf: (text: string) => string,
): string {
  if (piece.token === 'number') return String(values.number).padStart(piece.digits, '0');
  const value = values[piece.token];
  if (!piece.slug || value === '') return value;
  // A name of signs only has no slug: the id says at least whose photo it is.
  return slugOf(value) || slugOf(values.modelId) || 'unnamed';
}

function invalid(message: string): AppError {
  return new AppError('template_invalid', message);
}
