import type { Api } from '#shared/contract.ts';
import type { ExportOptions } from '#shared/export.ts';
import type { ExportPreset, ExportPreview } from '#shared/jobs.ts';
import type { createPreviewPeople } from './preview-people.ts';

const NOTHING: ExportPreview = {
  targets: [],
  photos: 0,
  people: 0,
  toDownload: 0,
  sizeBytes: 0,
  etaMs: null,
  names: [],
  omissions: [],
  error: null,
};

const SAMPLE = [
  ['Anna', 'Müller'],
  ['Arjun', 'Mehta'],
  ['Brooke', 'Castellano'],
  ['Chidinma', 'Okonkwo'],
] as const;

/** About what the core would call the first files; good enough to look at. */
function sampleNames(template: string, photos: number): string[] {
  return Array.from({ length: Math.min(12, photos) }, (_, index) => {
    const [first, last] = SAMPLE[Math.floor(index / 3)] ?? SAMPLE[0];
    const values: Record<string, string> = {
      first,
      last,
      person: `${first} ${last}`,
      team: 'Sales',
      email: `${first}.${last}@larkmoor.example`.toLowerCase(),
      number: String((index % 3) + 1).padStart(2, '0'),
      favorite: index % 3 === 0 ? 'favorite' : '',
    };
    const name = template.replace(/[-_. ]?\{(\w+)(?::\d)?(\|slug)?\}/g, (whole, token, slug) => {
      const value = values[String(token)] ?? String(token);
      const separator = whole.startsWith('{') ? '' : whole.charAt(0);
      const plain = value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
      return value === '' ? '' : separator + (slug ? plain.replace(/[^a-z0-9]+/g, '-') : value);
    });
    return `${name}.jpg`;
  });
}

/** Exports that are only shown, never written. */
export function createPreviewExports(people: ReturnType<typeof createPreviewPeople>) {
  let presets: ExportPreset[] = [];

  function photosIn({ teamIds, personIds, photos }: ExportOptions['scope']): number {
    const all = teamIds.length + personIds.length + photos.length === 0;
    const totals = people.summary();
    const ofTeams = totals.teams
      .filter((team) => all || teamIds.includes(team.id))
      .reduce((sum, team) => sum + team.photos, 0);
    const ofPeople = personIds.reduce(
      (sum, id) => sum + (people.detail(id)?.person.photoCount ?? 0),
      0,
    );
    return ofTeams + ofPeople + photos.length;
  }
  function preview(wanted: ExportOptions): ExportPreview {
    if (wanted.template.includes('{oops')) {
      const message = 'The brace at position 1 of the template is never closed.';
      return { ...NOTHING, error: { code: 'template_invalid', message } };
    }
    const photos =
      wanted.selection === 'all'
        ? photosIn(wanted.scope)
        : Math.ceil(photosIn(wanted.scope) / (wanted.selection === 'favorites' ? 20 : 6));
    const { teamIds, personIds } = wanted.scope;
    const teams = people
      .summary()
      .teams.filter(({ id, photos: some }) =>
        teamIds.length + personIds.length === 0 ? some > 0 : teamIds.includes(id),
      );
    const together = { team: null, name: 'Larkmoor Instruments.zip' };
    const targets = (
      wanted.layout === 'zip-per-team' && teams.length > 0
        ? teams.map(({ id, name }) => ({ team: { id, name }, name: `${name}.zip` }))
        : [together]
    ).map((target, _, all) => ({
      ...target,
      photos: Math.ceil(photos / all.length),
      sizeBytes: Math.ceil(photos / all.length) * 412_000,
      missing: target.name === 'Sales.zip' ? 3 : 0,
      // One team's file lies there from last time.
      exists: target.name === 'Leadership.zip' && !wanted.overwrite,
    }));
    return {
      targets,
      photos,
      people: 10,
      toDownload: Math.floor(photos / 3),
      sizeBytes: photos * 412_000,
      etaMs: photos * 220,
      names: sampleNames(wanted.template, targets[0]?.photos ?? 0),
      omissions:
        wanted.selection === 'all' && photos > 200
          ? [
              {
                message: 'HeadshotPro no longer has this photo.',
                photos: 3,
                people: ['Giulia D’Amico', 'Νίκος Παπαδόπουλος'],
              },
            ]
          : [],
      error: null,
    };
  }

  const service: Api['exports'] = {
    preview: async ({ options: wanted }) => preview(wanted),
    chooseFolder: async () => '/home/alex/Pictures/Headshots',
    defaultFolder: async () => '/home/alex/Downloads',
    presets: async () => presets,
    async savePreset(preset) {
      presets = [...presets, { ...preset, id: `preset-${String(presets.length + 1)}` }];
      return presets;
    },
    async deletePreset({ id }) {
      presets = presets.filter((preset) => preset.id !== id);
      return presets;
    },
  };

  return { service, photosIn };
}
