import { afterEach } from 'vitest';
import { RoutedHttp } from './routed-http.ts';
import { RudeServer } from './rude-server.ts';
import { syncedDesk } from './synced-desk.ts';
import type { Desk, DeskOptions } from './workspace.ts';

/** A synced library whose network leads through two rude servers, as polite as they are told. */
export interface RudeDesk {
  desk: Desk;
  network: RoutedHttp;
  photos: RudeServer;
  api: RudeServer;
}

let open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  const ended = open;
  open = [];
  await Promise.all(ended.map((it) => it.close()));
});

/** `prepare` is called before the first sync, which goes to the sandbox itself. */
export async function rudeDesk(
  options: DeskOptions = {},
  prepare: (desk: Desk, network: RoutedHttp) => void = () => {},
): Promise<RudeDesk> {
  const network = new RoutedHttp();
  open.push(network);
  const ports = { http: network.http, ...options.ports };
  const desk = await syncedDesk({ ...options, ports }, (desk) => prepare(desk, network));
  const apiOrigin = new URL(desk.sandbox.apiUrl).origin;
  const photos = await RudeServer.before(desk.sandbox.photoUrl);
  const api = await RudeServer.before(apiOrigin);
  open.push(photos, api);
  network.routes.set(desk.sandbox.photoUrl, photos.origin);
  network.routes.set(apiOrigin, api.origin);
  return { desk, network, photos, api };
}

/** The path of a photo's main file on the photo host. */
export function mainPath(modelId: string, photoId: string): string {
  return `/photos/${Buffer.from(`${modelId}/${photoId}/main`).toString('base64url')}.jpg`;
}
