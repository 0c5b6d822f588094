import type { Model } from '../entities.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../router.ts';
import { MODEL_STATUSES } from '../seed.ts';
import type { OrganizationState } from '../state.ts';
import { choice, emailAddress, fields, invalid, oneOf, optionalText, page } from '../validation.ts';
import { modelRow } from '../views.ts';

/** Reference §7. Unfiltered, the list has the deleted ones too. */
export const modelRoutes = [
  route('GET', '/organization/models', ({ query }, { state }) => {
    const status = choice(query, 'status', MODEL_STATUSES);
    const teamId = query.get('teamId');
    const models = [...state.models.values()].filter(
      (model) =>
        (status === null || model.status === status) &&
        (teamId === null || model.person.teamId === teamId),
    );
    return page('models', models, query, (model) => modelRow(state, model));
  }),

  route('POST', '/organization/models', ({ body }, { state }) => {
    if (!state.whitelabel) throw new Refusal('FORBIDDEN', 'Whitelabel is not enabled');
    const sent = fields(body);
    const email = emailAddress(sent);
    const teamId = optionalText(sent, 'teamId');
    const isDevelopment = sent.get('isDevelopment') ?? false;
    if (typeof isDevelopment !== 'boolean') throw invalid('isDevelopment must be a boolean');
    if (sent.has('version')) oneOf(sent.get('version'), 'version', ['lora', 'one-shot']);
    if (teamId !== null && state.team(teamId) === null) {
      throw new Refusal('NOT_FOUND', 'Team not found');
    }
    if (state.person(email) !== null) {
      throw new Refusal('ALREADY_EXISTS', 'A user with this email already exists');
    }
    if (state.credits <= 0 && !isDevelopment) {
      throw new Refusal('INSUFFICIENT_CREDITS', 'Not enough credits');
    }
    const model = state.startModel(email, isDevelopment);
    model.person.teamId = teamId;
    const signedUrl = `https://whitelabel.example/auth/social?token=${model.uid}&anonymous=1`;
    return { modelId: model.id, status: model.status, signedUrl };
  }),

  route('GET', '/organization/models/:modelId', ({ param }, { state }) => ({
    model: modelRow(state, knownModel(state, param('modelId'))),
  })),

  route('DELETE', '/organization/models/:modelId', ({ param }, { state }) => {
    const model = knownModel(state, param('modelId'));
    if (model.status === 'deleted') {
      throw new Refusal('ALREADY_DELETED', 'This model is already deleted');
    }
    state.deleteModel(model.id);
    return { message: 'Model deleted', modelId: model.id };
  }),
];

/** The model, deleted or not; a `NOT_FOUND` refusal for an unknown id. */
export function knownModel(state: OrganizationState, modelId: string): Model {
  const model = state.models.get(modelId);
  if (model === undefined) throw new Refusal('NOT_FOUND', 'Model not found');
  return model;
}
