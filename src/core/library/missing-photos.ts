import type { ErrorCode } from '#shared/errors.ts';

/** What the catalogue knows of a photo whose file is not there. */
export interface WhyMissing {
  state: 'missing' | 'damaged' | 'removed' | null;
  gone: number;
  transferState: string | null;
  errorCode: ErrorCode | null;
  errorMessage: string | null;
}

/** Why there is no file of a photo that was chosen. */
export function missing(why: WhyMissing): { missing: ErrorCode; message: string } {
  if (why.transferState === 'failed' && why.errorCode) {
    return { missing: why.errorCode, message: why.errorMessage ?? 'The download failed.' };
  }
  if (why.state === 'missing') {
    return { missing: 'photo_missing', message: 'Its file was deleted from the library folder.' };
  }
  if (why.state === 'damaged') {
    return { missing: 'photo_damaged', message: 'Its file in the library is damaged.' };
  }
  if (why.gone === 1) {
    return { missing: 'photo_gone', message: 'HeadshotPro no longer has it.' };
  }
  return { missing: 'photo_not_downloaded', message: 'It has not been downloaded yet.' };
}
