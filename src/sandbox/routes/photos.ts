import type { Model } from '../entities.ts';
import { activePhotos, favoriteOf } from '../entities.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../router.ts';
import { LIKED_STATUSES } from '../seed.ts';
import type { OrganizationState } from '../state.ts';
import { choice, fields, oneOf, page, texts } from '../validation.ts';
import { favoriteRow, photoRow, photoView, urlsOf } from '../views.ts';
import { knownModel } from './models.ts';

const INCLUDES = ['main', 'all'] as const;
const PHOTO_STATUSES = ['active', 'deleted'] as const;

/** Reference §8 and §9. */
export const photoRoutes = [
  route('GET', '/organization/photos/favorites', ({ query }, context) => {
    const include = choice(query, 'include', INCLUDES) ?? 'main';
    const teamId = query.get('teamId');
    const chosen = [...context.state.models.values()]
      .filter((model) => teamId === null || model.person.teamId === teamId)
      .flatMap((model) => {
        const photo = favoriteOf(model);
        return photo === null ? [] : [{ model, photo }];
      });
    return page('photos', chosen, query, ({ model, photo }) =>
      favoriteRow(context, model, photo, include),
    );
  }),

  route('GET', '/organization/models/:modelId/photos', ({ param, query }, { state, urls }) => {
    const model = livingModel(state, param('modelId'));
    const include = choice(query, 'include', INCLUDES) ?? 'main';
    const status = choice(query, 'status', PHOTO_STATUSES) ?? 'active';
    const likedStatus = choice(query, 'likedStatus', LIKED_STATUSES);
    // Before the model is active there is nothing to list (ASSUMED, §8.1).
    const listed = model.status === 'active' ? [...model.photos.values()] : [];
    const photos = listed.filter(
      (photo) =>
        photo.status === status && (likedStatus === null || photo.likedStatus === likedStatus),
    );
    return page('photos', photos, query, (photo) => photoRow(urls, model, photo, include));
  }),

  route('GET', '/organization/models/:modelId/photos/favorite', ({ param }, { state, urls }) => {
    const model = livingModel(state, param('modelId'));
    const photo = favoriteOf(model);
    return photo === null
      ? { photo: null, message: 'No favorite photo selected' }
      : { photo: photoView(urls, model, photo, 'main') };
  }),

  route(
    'GET',
    '/organization/models/:modelId/photos/:photoId',
    ({ param, query }, { state, urls }) => {
      const model = livingModel(state, param('modelId'));
      const include = choice(query, 'include', INCLUDES) ?? 'main';
      const photo = model.status === 'active' ? model.photos.get(param('photoId')) : undefined;
      if (photo === undefined) throw new Refusal('NOT_FOUND', 'Photo not found');
      return { photo: photoView(urls, model, photo, include) };
    },
  ),

  route(
    'POST',
    '/organization/models/:modelId/photos/download',
    ({ param, body }, { state, urls }) => {
      const model = livingModel(state, param('modelId'));
      const sent = fields(body ?? {});
      const include = sent.has('include')
        ? oneOf(sent.get('include'), 'include', INCLUDES)
        : 'main';
      const ids = new Set(sent.has('photoIds') ? texts(sent.get('photoIds'), 'photoIds') : []);
      // An empty list means every photo; unknown and deleted ids are left out silently (§8.4).
      const photos = activePhotos(model).filter((photo) => ids.size === 0 || ids.has(photo.id));
      const downloads = photos.map((photo) => ({
        photoId: photo.id,
        urls: urlsOf(urls, model, photo, include),
      }));
      return { downloads, expiresAt: urls.expiresAt() };
    },
  ),
];

function livingModel(state: OrganizationState, modelId: string): Model {
  const model = knownModel(state, modelId);
  if (model.status === 'deleted') throw new Refusal('NOT_FOUND', 'Model not found');
  return model;
}
