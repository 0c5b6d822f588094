import type { InviteProblemCode } from '#shared/invites.ts';

const LINES = 500;

/** A list with its mistakes: which code belongs to which line, from 1. */
export interface FaultyList {
  text: string;
  mistakes: Map<number, InviteProblemCode>;
}

/** A CSV of 500 people in which every tenth or so is written wrong, each in a way of its own. */
export function fiftyMistakes(known: {
  team: string;
  member: string;
  invited: string;
}): FaultyList {
  const { team, member, invited } = known;
  const wrong: [InviteProblemCode, string][] = [
    ...MALFORMED.map((email): [InviteProblemCode, string] => [
      'malformed_address',
      `${email},${team}`,
    ]),
    ['no_address', `,${team}`],
    ['no_address', `  ,${team},Anna Berg,17`],
    ['no_address', `"",${team}`],
    ['several_addresses', `"a@x.example, b@x.example",${team}`],
    ['several_addresses', `a@x.example b@x.example,${team}`],
    ['several_addresses', `a@x.example;b@x.example,${team}`],
    ['duplicate_in_list', `person-1@x.example,${team}`],
    ['duplicate_in_list', `PERSON-1@X.EXAMPLE,${team}`],
    ['duplicate_in_list', ` <person-1@x.example> ,${team}`],
    ['duplicate_in_list', `mailto:person-1@x.example,${team}`],
    ['already_invited', `${invited},${team}`],
    ['already_member', `${member},${team}`],
    ['unknown_team', 'u1@x.example,Nowhere'],
    ['unknown_team', 'u2@x.example,nowhere'],
    ['unknown_team', 'u3@x.example,"No, where"'],
    ['unknown_team', `u4@x.example,${team} 2`],
    ['unknown_team', 'u5@x.example,team_unknown'],
    ['unreadable', `u6@x.example,"${team}`],
  ];
  const rows: string[] = [];
  const mistakes = new Map<number, InviteProblemCode>();
  for (let n = 1; n <= LINES; n++) {
    const next = n % 9 === 0 ? wrong.shift() : undefined;
    // The headings are line 1.
    if (next) mistakes.set(n + 1, next[0]);
    rows.push(next?.[1] ?? GOOD[n % GOOD.length]?.(n, team) ?? '');
  }
  if (wrong.length > 0) throw new Error('There is not room for every mistake.');
  return { text: ['E-mail,Team,Name,Employee ID', ...rows].join('\r\n'), mistakes };
}

/** Right, however people write them. */
const GOOD: ((n: number, team: string) => string)[] = [
  (n, team) => `person-${n}@x.example,${team},Person ${n},${n}`,
  (n) => `person-${n}@x.example`,
  (n, team) => `  Person-${n}@X.Example , ${team.toUpperCase()} `,
  (n) => `person-${n}@x.example,,"Berg, Anna"`,
  (n, team) => `"person-${n}@x.example","${team}","Anna ""Any"" Berg",0017`,
];

const MALFORMED = [
  'anna',
  'anna.x.example',
  'anna@@x.example',
  'anna@x@y.example',
  'anna@',
  '@x.example',
  'anna berg@x.example',
  'anna@x example',
  'anna@x..example',
  'anna@.x.example',
  'anna..berg@x.example',
  '.anna@x.example',
  'anna.@x.example',
  'anna@x',
  'anna@x.e',
  'anna@x.123',
  'anna@-x.example',
  'anna@x-.example',
  'anna@x_y.example',
  'anna(at)x.example',
  'anna at x.example',
  'anna\\berg@x.example',
  'anna[1]@x.example',
  'anna:berg@x.example',
  'anna@x.example/team',
  'http://x.example/anna',
  'n/a',
  '-',
  '#REF!',
  '123456',
  `${'a'.repeat(65)}@x.example`,
  `anna@${'x.'.repeat(125)}example`,
  'anna@localhost',
  'anna@[127.0.0.1]',
  'anna@x.example.c0m',
];
