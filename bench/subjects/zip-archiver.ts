import { createWriteStream, readFileSync } from 'node:fs';
import { ZipArchive } from 'archiver';

/** archiver as its README shows it, in the folder of the photos: `node zip-archiver.ts <list> <zip>`. */

const [list = '', path = ''] = process.argv.slice(2);
const output = createWriteStream(path);
const archive = new ZipArchive({ store: true });
archive.on('error', (error: Error) => {
  throw error;
});
archive.pipe(output);
for (const name of readFileSync(list, 'utf8').trim().split('\n')) archive.file(name, { name });
await archive.finalize();
