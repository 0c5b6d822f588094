import { SELECTIONS } from '#shared/domain.ts';
import { LAYOUTS } from '#shared/export.ts';
import type { ExportPreset } from '#shared/jobs.ts';
import { templateOf } from './templates.ts';

/** What an export is made of besides its people and its place: also what a preset keeps. */
export type Choices = Omit<ExportPreset, 'id' | 'name'>;

/** Keeps the last choices between two exports. */
export interface ChoicesMemory {
  read(): Partial<Choices>;
  write(choices: Choices): void;
}

/** What is chosen before anybody chose. */
export const FIRST_CHOICES: Choices = {
  selection: 'all',
  variant: 'main',
  layout: 'zip-per-team',
  template: templateOf('perPerson', 'zip-per-team'),
};

const KEY = 'export-choices';

/** Remembers in the window's own storage; damaged or foreign entries count as none. */
export const windowMemory: ChoicesMemory = {
  read() {
    try {
      return readChoices(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
    } catch {
      return {};
    }
  },
  write(choices) {
    try {
      localStorage.setItem(KEY, JSON.stringify(choices));
    } catch {
      // Storage may be full or forbidden; the choices then last until the window closes.
    }
  },
};

/** The choices in a stored value; what is not understood is left out. */
export function readChoices(stored: unknown): Partial<Choices> {
  if (typeof stored !== 'object' || stored === null) return {};
  const kept = stored as Record<string, unknown>;
  const selection = SELECTIONS.find((known) => known === kept['selection']);
  const layout = LAYOUTS.find((known) => known === kept['layout']);
  const variant = (['main', 'original'] as const).find((known) => known === kept['variant']);
  const template = kept['template'];
  return {
    ...(selection && { selection }),
    ...(variant && { variant }),
    // A template belongs to its layout: alone it may put all teams into one heap.
    ...(layout && typeof template === 'string' && template !== '' && { layout, template }),
  };
}
