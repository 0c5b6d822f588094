import type { Layout } from '#shared/export.ts';

/** The tokens a template can be made of, the most wanted first (docs/templates.md). */
export const TOKENS = [
  '{person}',
  '{first}',
  '{last}',
  '{email}',
  '{team}',
  '{number:2}',
  '{favorite}',
  '{liked}',
  '{date}',
  '{photoId}',
] as const;

/** Ways to name files that are offered to begin with; `perPerson` is the core's own default. */
export const STARTING_POINTS = {
  perPerson: '{person}/{person|slug}-{number:2}-{favorite}',
  flat: '{first|slug}-{last|slug}-{number:2}',
  single: '{first|slug}-{last|slug}',
  email: '{email}/{number:2}',
  dated: '{person}/{date} {number:2}',
} as const;
export type StartingPoint = keyof typeof STARTING_POINTS;

/** The template of a starting point: with a folder a team in front where the teams share one place. */
export function templateOf(point: StartingPoint, layout: Layout): string {
  const template = STARTING_POINTS[point];
  return layout === 'zip-per-team' ? template : `{team}/${template}`;
}

/** Which starting point a template is, under its layout; null for somebody's own. */
export function startingPointOf(template: string, layout: Layout): StartingPoint | null {
  return POINTS.find((point) => templateOf(point, layout) === template) ?? null;
}

/** The template after the layout changed: a starting point follows, somebody's own stays. */
export function templateForLayout(template: string, from: Layout, to: Layout): string {
  const point = startingPointOf(template, from);
  return point === null ? template : templateOf(point, to);
}

export const POINTS = Object.keys(STARTING_POINTS) as readonly StartingPoint[];

/** `template` with `token` in place of the selected part, and where the cursor goes then. */
export function insertToken(
  template: string,
  token: string,
  selection: { start: number; end: number },
): { template: string; cursor: number } {
  const start = Math.min(selection.start, template.length);
  const before = template.slice(0, start);
  const after = template.slice(Math.max(start, selection.end));
  return { template: before + token + after, cursor: start + token.length };
}
