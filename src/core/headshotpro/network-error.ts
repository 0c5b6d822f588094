/** The code of a failed exchange, such as ECONNRESET, or null if `error` is not the network's. */
export function networkErrorCode(error: unknown): string | null {
  const code = field(error, 'code');
  return typeof code === 'string' ? code : null;
}

const BEFORE_SENDING = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

/** Whether the exchange provably failed before anything of the request was sent. */
export function neverSent(error: unknown): boolean {
  const syscall = field(error, 'syscall');
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  return BEFORE_SENDING.includes(networkErrorCode(error) ?? '');
}

/** What a network error code means, as the end of a sentence for a person. */
export function explainNetworkError(code: string): string {
  if (/^(ENOTFOUND|EAI_)/.test(code)) return 'its name could not be looked up';
  if (/TIMEDOUT|TIMEOUT/.test(code)) return 'it did not answer in time';
  if (/EPROTO|ERR_SSL/.test(code)) return 'it does not speak as a secure site does';
  if (/CERT|TLS|SIGNATURE/.test(code)) return 'its certificate is not trusted here';
  if (code === 'ECONNREFUSED') return 'the connection was refused';
  if (/^(ENETUNREACH|EHOSTUNREACH|ENETDOWN)$/.test(code)) return 'there is no way to it';
  return 'the connection broke off';
}

function field(error: unknown, name: 'code' | 'syscall'): unknown {
  return error instanceof Error ? Reflect.get(error, name) : undefined;
}
