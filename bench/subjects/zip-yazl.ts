import { createWriteStream, readFileSync } from 'node:fs';
import yazl from 'yazl';

/** yazl as its README shows it, in the folder of the photos: `node zip-yazl.ts <list> <zip>`. */

const [list = '', path = ''] = process.argv.slice(2);
const zip = new yazl.ZipFile();
for (const name of readFileSync(list, 'utf8').trim().split('\n')) {
  zip.addFile(name, name, { compress: false });
}
zip.outputStream.pipe(createWriteStream(path));
zip.end();
