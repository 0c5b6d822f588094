import type { ErrorData } from '#shared/errors.ts';
import type { ListFile } from './invite-store.ts';
import { t } from './texts.ts';

const MOST_BYTES = 5_000_000;

/** A file that somebody chose or dropped, or why it cannot be taken. */
export function readListFile(file: File): Promise<ListFile | ErrorData> {
  if (file.size > MOST_BYTES) {
    return Promise.resolve({ code: 'invalid_input', message: t('fileTooLarge') });
  }
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = String(reader.result);
      resolve({ name: file.name, base64: url.slice(url.indexOf(',') + 1) });
    };
    reader.onerror = () => resolve({ code: 'invalid_input', message: t('fileUnread') });
    reader.readAsDataURL(file);
  });
}
