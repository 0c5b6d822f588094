import { writeFile } from 'node:fs/promises';
import type { CampaignPerson } from '#shared/campaign.ts';
import { AppError } from '#shared/errors.ts';
import { type CsvColumns, csvOf } from '../csv.ts';
import { asLibraryError } from '../library/library-errors.ts';

const COLUMNS: CsvColumns<CampaignPerson> = [
  ['name', ({ name }) => name],
  ['email', ({ email }) => email],
  ['employeeId', ({ employeeId }) => employeeId],
  ['team', ({ teamName }) => teamName],
  ['step', ({ step }) => step],
  ['since', ({ since }) => since],
  ['days', ({ days }) => days],
  ['inviteStatus', ({ inviteStatus }) => inviteStatus],
  ['inviteExpiresAt', ({ expiresAt }) => expiresAt],
  ['memberStatus', ({ memberStatus }) => memberStatus],
  ['photos', ({ photoCount }) => photoCount],
  ['hasFavorite', ({ hasFavorite }) => hasFavorite],
];

/** What a message's line of recipients may come to: Windows hands over little more than 2,000 signs. */
const LONGEST_MAILTO = 1_900;

/** Writes people as a CSV for spreadsheet programs, in place of a file of that name. */
export async function writeCampaignCsv(
  path: string,
  people: readonly CampaignPerson[],
): Promise<void> {
  try {
    await writeFile(path, csvOf(COLUMNS, people));
  } catch (error) {
    throw asLibraryError(error, path);
  }
}

/** Their addresses, each once, in their order. Throws `not_found` where nobody has one. */
export function addressesOf(people: readonly CampaignPerson[]): string[] {
  const addresses = [...new Set(people.flatMap(({ email }) => email ?? []))];
  if (addresses.length > 0) return addresses;
  throw new AppError('not_found', 'Nobody in this list has an e-mail address.');
}

/**
 * A message to all of them (RFC 6068), in blind copy so that nobody sees the others. Throws
 * `invalid_input` for more than a mail program can be handed.
 */
export function mailtoOf(addresses: readonly string[]): string {
  const url = `mailto:?bcc=${addresses.map(encodeAddress).join(',')}`;
  if (url.length <= LONGEST_MAILTO) return url;
  throw new AppError(
    'invalid_input',
    `${addresses.length} addresses are more than a mail program can be handed at once. Copy the addresses and paste them there, or save the list as CSV.`,
  );
}

function encodeAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return `${encodeURIComponent(address.slice(0, at))}@${encodeURIComponent(address.slice(at + 1))}`;
}
