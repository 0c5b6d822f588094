import fc from 'fast-check';

/** Names that some system takes for something else, or not at all. */
export const AWKWARD_NAMES = [
  ...['CON', 'con.txt', 'aux.jpg', 'NUL .x', 'COM¹', 'LPT0', 'CONIN$', 'CLOCK$'],
  ...[
    'dot.',
    'space ',
    '. .',
    '..',
    '.',
    '.hidden',
    ' ',
    '',
    '-rf',
    '--help',
    '~',
    '$HOME',
    '%PATH%',
  ],
  ...[
    '../up',
    '../../../etc/passwd',
    '..\\..\\up',
    '/absolute',
    'C:\\absolute',
    'C:',
    '\\\\host\\share',
  ],
  ...[
    'a/b\\c',
    'a:b',
    'name:stream',
    '"',
    '<b>bold</b>',
    'what?*|',
    '`id`',
    '$(id)',
    ';ls',
    '&',
    "'",
  ],
  ...['\u0007bell', '\u001b[31mred', '\u009b2J', 'line\nbreak', 'tab\there', 'NUL\0byte', '\u007f'],
  ...['\u202egnp.exe', '\u2066iso\u2069', 'zero\u200bwidth', '\ufeffbom', '\u3164', '\u00ad'],
  ...[
    'محمد علی',
    'שלום',
    'é'.repeat(300),
    'e\u0301',
    '\u00e9',
    'E\u0301',
    'ﬁ',
    'fi',
    'İ',
    'i\u0307',
  ],
  ...[
    'Straße',
    'STRASSE',
    '가',
    '\u1100\u1161',
    '長'.repeat(120),
    'x'.repeat(300),
    'Σίσυφος',
    'ΣΊΣΥΦΟΣ',
  ],
  ...[
    '🦄',
    '👨‍👩‍👧‍👦',
    '🏳️‍🌈',
    '❤️',
    `a${'\u0301'.repeat(200)}`,
    '\ud800',
    'x\udfff',
    '\uffff',
    '\ue000',
  ],
  ...['manifest.csv', 'MANIFEST.json', 'Manifest.CSV', 'x.part', 'x.jpg', 'x.zip', 'Thumbs.db'],
  ...[
    '=HYPERLINK("https://x.example")',
    '+1',
    '-1',
    '@SUM(A1)',
    '_',
    'Anna (a1b2c3)',
    'none',
    'photo',
  ],
];

/** Any text as somebody might be called: awkward, arbitrary, long, or put together from awkward parts. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...AWKWARD_NAMES),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  // Code units: lone surrogates among them.
  fc.array(fc.nat(0xffff), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '.',
          ' ',
          '-',
          '/',
          '\\',
          '..',
          '\u0301',
          '\ud800',
          '\u202e',
          '\u200d',
          '\0',
        ),
        fc.constantFrom('CON', 'nul', '¹', 'com', 'lpt', '$', 'manifest', '.csv', '🏽', '가', 'ß'),
        fc.string({ maxLength: 5 }),
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join('')),
);

/** The same text in another case or Unicode form: one file on some disk. */
export function inAnotherForm(text: string): fc.Arbitrary<string> {
  const forms = [
    text.toUpperCase(),
    text.toLowerCase(),
    ...['NFC', 'NFD', 'NFKC', 'NFKD'].map((form) => text.normalize(form)),
    `${text} `,
    `${text}.`,
  ];
  return fc.constantFrom(text, ...forms);
}
