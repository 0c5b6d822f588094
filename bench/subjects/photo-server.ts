import { readFile } from 'node:fs/promises';
import { plainOrganization } from '#sandbox/plain.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import { type SampleSize, samplePhotos } from '../support/photos.ts';

/**
 * HeadshotPro and its photo host in a process of their own, with real photos in memory:
 * `node photo-server.ts <size> <people> <photos of each>`. Writes one JSON line when it is ready, and
 * ends with its standard input.
 */

/** What the server says of itself. */
export interface PhotoServer {
  apiUrl: string;
  apiKey: string;
  /** A signed URL for each photo. */
  urls: string[];
}

/** So many different photos are held; the others are the same again. */
const HELD = 8;

const [size = '250 KB', people = '20', photosOfEach = '100'] = process.argv.slice(2);
const { paths } = await samplePhotos(size as SampleSize, HELD);
const photos = await Promise.all(paths.map((path) => readFile(path)));
const contentType = 'image/jpeg';
const sandbox = await startSandbox({
  seed: plainOrganization({ people: Number(people), photosPerPerson: Number(photosOfEach) }),
  draw: async (_, photoId) => ({ bytes: photoOf(photoId), contentType }),
  rateLimit: 1_000_000,
});
process.stdin.on('end', () => process.exit()).resume();
const { apiUrl, apiKey } = sandbox;
const ready: PhotoServer = { apiUrl, apiKey, urls: await signedUrls(sandbox) };
process.stdout.write(`${JSON.stringify(ready)}\n`);

function photoOf(photoId: string): Buffer {
  return photos[photoId.charCodeAt(photoId.length - 1) % HELD] ?? Buffer.alloc(0);
}

async function signedUrls({ apiUrl, apiKey, organization }: Sandbox): Promise<string[]> {
  const urls: string[] = [];
  for (const modelId of organization.models.keys()) {
    const reply = await fetch(`${apiUrl}/organization/models/${modelId}/photos/download`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}` },
    });
    const { downloads } = (await reply.json()) as { downloads: { urls: { main: string } }[] };
    urls.push(...downloads.map((photo) => photo.urls.main));
  }
  return urls;
}
