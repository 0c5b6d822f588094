import { foldText } from '../library/text-keys.ts';
import { addressesIn } from './email-address.ts';

/** Which column of a table holds what; -1 where none does. */
export interface Columns {
  email: number;
  team: number;
  name: number;
  firstName: number;
  lastName: number;
  employeeId: number;
}

/** How programs and people head these columns, folded and without spaces and punctuation. */
const HEADINGS: Record<keyof Columns, RegExp> = {
  email:
    /^((work|business|company|primary|employee|user|invitee)?e?mail(address|adresse|adres)?|adresse?e?mail|e?mailid|courriel|correo(electronico)?|emaildelusuario|epost|eposta|postaelettronica|userprincipalname|upn)$/,
  team: /^(headshotpro)?(team|group|department|dept|division|office|unit|abteilung|gruppe|equipe|equipo|afdeling|reparto|squad)(name|id|nameorid)?$/,
  name: /^(full|display|employee|person|member|complete)?name(full)?$|^(nom(complet)?|nombre(completo)?|naam|nome(completo)?|vollstandigername)$/,
  firstName: /^(first|given|fore)name$|^(vorname|prenom|voornaam|nombredepila)$/,
  lastName:
    /^(last|family|sur)name$|^(nachname|familienname|nomdefamille|achternaam|apellidos?|cognome)$/,
  employeeId:
    /^(employee|staff|personnel|payroll|worker|hr|person)(id|no|nr|number|code)$|^(personalnummer|mitarbeiternummer|matricule|empid|idnumber|badge(id|number)?)$/,
};

/** What stands where, by a line of headings; null where the line is none. */
export function columnsByHeading(cells: readonly string[]): Columns | null {
  if (cells.some((cell) => cell.includes('@'))) return null;
  const keys = cells.map((cell) => foldText(cell).replace(/[^\p{L}\p{N}]/gu, ''));
  const find = (pattern: RegExp) => keys.findIndex((key) => pattern.test(key));
  const columns = mapColumns((field) => find(HEADINGS[field]));
  return columns.email === -1 ? null : columns;
}

/** What stands where in a table without headings: the address where most lines have one, the team after it. */
export function columnsByContent(rows: readonly (readonly string[])[]): Columns {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const withAddress = Array.from(
    { length: width },
    (_, column) => rows.filter((row) => addressesIn(row[column] ?? '').length > 0).length,
  );
  const email = withAddress.indexOf(Math.max(...withAddress));
  const others = Array.from({ length: width }, (_, column) => column).filter((at) => at !== email);
  const [team = -1, name = -1, employeeId = -1] = others;
  return { email, team, name, firstName: -1, lastName: -1, employeeId };
}

/** Which of the headings belong to no column that is used. */
export function ignoredHeadings(cells: readonly string[], columns: Columns): string[] {
  const used = new Set(Object.values(columns));
  return cells.filter((cell, column) => cell !== '' && !used.has(column));
}

function mapColumns(at: (field: keyof Columns) => number): Columns {
  return {
    email: at('email'),
    team: at('team'),
    name: at('name'),
    firstName: at('firstName'),
    lastName: at('lastName'),
    employeeId: at('employeeId'),
  };
}
