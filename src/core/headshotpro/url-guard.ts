import { AppError } from '#shared/errors.ts';
import { hostKind } from '../host-kind.ts';

const API_PATH = '/api/v2';

/**
 * The API address to call, without a slash at its end; `/api/v2` is added where there is no path.
 * https only, except on loopback. Throws `invalid_input` or `url_refused`, never showing a query.
 */
export function assertApiUrl(text: string): string {
  const url = parse(text.trim(), 'invalid_input', 'The API address');
  const shown = `${url.protocol}//${url.host}${url.pathname}`;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
    throw new AppError('url_refused', `The API address must begin with https://, not ${shown}`);
  }
  refuseCredentials(url, 'The API address');
  if (url.search !== '' || url.hash !== '') {
    throw new AppError('invalid_input', `The API address must end after its path: ${shown}`);
  }
  const path = url.pathname.replace(/\/+$/, '');
  if (/(^|\/)api\/v1$/.test(path)) {
    throw new AppError('invalid_input', `${shown} is version 1 of the API: use ${API_PATH}.`);
  }
  return `${url.origin}${path === '' ? API_PATH : path}`;
}

/**
 * `text` as a URL a photo may be fetched from: https, without a user name, not naming a loopback or
 * private address. Where the API itself is on loopback these addresses are fine, and http to
 * loopback, too. Throws `url_refused`. Names are not resolved, so that proxies keep working.
 */
export function assertPhotoUrl(text: string, { apiUrl }: { apiUrl: string }): URL {
  const url = parse(text, 'url_refused', 'The address of a photo');
  const localApi = isLoopback(new URL(apiUrl));
  const plainAllowed = localApi && isLoopback(url);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && plainAllowed)) {
    throw new AppError('url_refused', `A photo address is not https (host ${url.host}): refused.`);
  }
  refuseCredentials(url, 'The address of a photo');
  if (!localApi && hostKind(url.hostname) !== 'public') {
    throw new AppError(
      'url_refused',
      `A photo address names this computer or a private network (${url.host}): refused.`,
    );
  }
  return url;
}

function parse(text: string, code: 'invalid_input' | 'url_refused', what: string): URL {
  const url = URL.parse(text);
  if (url === null || url.hostname === '') {
    throw new AppError(code, `${what} is not a web address like https://server.example/path.`);
  }
  return url;
}

function refuseCredentials(url: URL, what: string): void {
  if (url.username !== '' || url.password !== '') {
    throw new AppError('url_refused', `${what} holds a user name or password: refused.`);
  }
}

function isLoopback(url: URL): boolean {
  return hostKind(url.hostname) === 'loopback';
}
