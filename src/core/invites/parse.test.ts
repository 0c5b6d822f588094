import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';
import { parseInvites } from './parse.ts';

const emails = (text: string) => parseInvites(text).lines.map(({ email }) => email);
const problems = (text: string) =>
  parseInvites(text).lines.flatMap((it) => it.problems.map(({ code }) => `${it.line} ${code}`));

describe('a CSV with headings', () => {
  it('finds its columns by what programs call them', () => {
    const { lines, ignoredColumns } = parseInvites(
      'Employee ID,First Name,Last Name,Work E-mail,Department,Phone\n' +
        '0017,Anna,Berg,anna@x.example,Sales,123\n',
    );
    expect(lines).toEqual([
      {
        line: 2,
        email: 'anna@x.example',
        team: 'Sales',
        name: 'Anna Berg',
        employeeId: '0017',
        problems: [],
      },
    ]);
    expect(ignoredColumns).toEqual(['Phone']);
  });

  it.each([
    'email',
    'E-Mail',
    'E-Mail-Adresse',
    'Email Address',
    'e_mail',
    'MAIL',
    'Courriel',
    'Correo electrónico',
    'User principal name',
  ])('takes the heading “%s” for the address', (heading) => {
    expect(emails(`Team;${heading}\nSales;anna@x.example`)).toEqual(['anna@x.example']);
  });

  it.each([
    [',', ','],
    [';', ';'],
    ['a tab', '\t'],
    ['|', '|'],
  ])('is parted by %s', (_, delimiter) => {
    const text = `${['email', 'team'].join(delimiter)}\n${['a@x.example', 'R&D'].join(delimiter)}`;
    expect(parseInvites(text).lines[0]).toMatchObject({ email: 'a@x.example', team: 'R&D' });
  });

  it.each(['\n', '\r\n', '\r'])('knows its lines by %j', (end) => {
    const text = ['email', 'a@x.example', '', 'b@x.example'].join(end);
    expect(parseInvites(text).lines.map(({ line, email }) => [line, email])).toEqual([
      [2, 'a@x.example'],
      [4, 'b@x.example'],
    ]);
  });

  it('counts the lines of a cell that has several', () => {
    const text = 'email,notes\na@x.example,"one\ntwo\nthree"\nb@x.example,\n';
    expect(parseInvites(text).lines.map(({ line }) => line)).toEqual([2, 5]);
  });

  it('loses one line, and says which, to a quotation mark that is never closed', () => {
    const text = 'email,team\na@x.example,Sales\nb@x.example,"Sales\nc@x.example,Sales\n';
    expect(problems(text)).toEqual(['3 unreadable']);
    expect(emails(text)).toEqual(['a@x.example', '', 'c@x.example']);
  });

  it('is not fooled by a quotation mark that another one closes lines later', () => {
    const text = 'email,team\n"a@x.example,Sales\nb@x.example,Sales"\nc@x.example,Sales\n';
    expect(emails(text)).toContain('c@x.example');
    expect(problems(text)).toContain('2 unreadable');
  });

  it('passes over headings that come again, and lines of nothing but commas', () => {
    const text = 'email,team\na@x.example,A\n,\n"",""\nEmail,Team\nb@x.example,B\n';
    expect(emails(text)).toEqual(['a@x.example', 'b@x.example']);
  });

  it('has a line without an address', () => {
    expect(problems('email,name\n,Anna Berg\n')).toEqual(['2 no_address']);
  });
});

describe('a CSV without headings', () => {
  it('has the address where most lines have one', () => {
    const text = 'Sales,anna@x.example\nSales,ben@x.example\nSales,oops\n';
    expect(parseInvites(text).lines).toMatchObject([
      { email: 'anna@x.example', team: 'Sales' },
      { email: 'ben@x.example', team: 'Sales' },
      { email: 'oops', problems: [{ code: 'malformed_address' }] },
    ]);
  });
});

describe('pasted text', () => {
  it.each([
    'a@x.example, b@x.example; c@x.example',
    'a@x.example b@x.example\tc@x.example',
    'a@x.example\n\nb@x.example\nc@x.example\n',
    'mailto:a@x.example,<b@x.example>,c@x.example.',
    '“a@x.example”\n(b@x.example)\n’c@x.example’',
  ])('%j', (text) => {
    expect(emails(text)).toEqual(['a@x.example', 'b@x.example', 'c@x.example']);
    expect(problems(text)).toEqual([]);
  });

  it('keeps the names of a mail program', () => {
    const text = 'Anna Berg <anna@x.example>, "Ben Öz" <ben@x.example>; carl@x.example';
    expect(parseInvites(text).lines.map(({ email, name }) => [email, name])).toEqual([
      ['anna@x.example', 'Anna Berg'],
      ['ben@x.example', 'Ben Öz'],
      ['carl@x.example', null],
    ]);
  });

  it('is nothing', () => {
    for (const text of ['', ' \n\n', '\ufeff', ',,,\n;;;']) {
      expect(parseInvites(text).lines).toEqual([]);
    }
  });
});

describe('an address', () => {
  it.each([
    ['anna', 'has no @'],
    ['anna.x.example', 'has no @'],
    ['anna@@x.example', 'more than one @'],
    ['anna@', 'nothing after'],
    ['@x.example', 'nothing before'],
    ['anna berg@x.example', 'a space'],
    ['anna@x example', 'a space'],
    ['anna@x..example', 'a dot too many after'],
    ['anna@.x.example', 'a dot too many after'],
    ['anna..berg@x.example', 'a dot too many before'],
    ['.anna@x.example', 'a dot too many before'],
    ['anna@x', 'no ending'],
    ['anna@x.e', 'no real ending'],
    ['anna@x.123', 'no real domain'],
    ['anna@-x.example', 'no real domain'],
    ['anna@x.example/team', 'no real domain'],
    ['anna@x.example#team', 'no real domain'],
    ['anna@x_y.example', 'no real domain'],
    ['anna(at)x.example', 'has no @'],
    ['an"na@x.example', 'no address has'],
    ['anna\\berg@x.example', 'no address has'],
    [`${'a'.repeat(65)}@x.example`, 'longer'],
    [`anna@${'x.'.repeat(125)}example`, 'longer'],
  ])('%s is not one', (written, why) => {
    const [line] = parseInvites(`email;team\n${written};Sales`).lines;
    expect(line?.problems).toEqual([
      { code: 'malformed_address', message: expect.stringContaining(why) },
    ]);
  });

  it.each([
    ['  Anna@X.Example ', 'Anna@x.example'],
    ['anna@x.example\u200b', 'anna@x.example'],
    ['\u00a0anna@x.example', 'anna@x.example'],
    ['anna@x.example.', 'anna@x.example'],
    ['<anna@x.example>', 'anna@x.example'],
    ['mailto:anna@x.example?subject=Hi', 'anna@x.example'],
    ['anna+news@x.example', 'anna+news@x.example'],
    ["o'neil@x.example", "o'neil@x.example"],
    ['anna@bücher.example', 'anna@bücher.example'],
    ['jörg@x.example', 'jörg@x.example'],
  ])('%j is written %s', (written, email) => {
    expect(parseInvites(`email;team\n${written};Sales`).lines[0]).toMatchObject({
      email,
      problems: [],
    });
  });

  it('is one a line', () => {
    expect(problems('email;team\na@x.example, b@x.example;Sales')).toEqual(['2 several_addresses']);
  });

  it('counts once, whatever its case', () => {
    const text = 'email\nanna@x.example\nben@x.example\nANNA@X.EXAMPLE\n';
    expect(problems(text)).toEqual(['4 duplicate_in_list']);
  });
});

describe('a file', () => {
  it.each([
    ['UTF-8', Buffer.from('email,name\na@x.example,Jörg')],
    ['UTF-8 with its mark', Buffer.from('\ufeffemail,name\na@x.example,Jörg')],
    ['UTF-16', Buffer.from('\ufeffemail,name\na@x.example,Jörg', 'utf16le')],
    [
      'UTF-16, the other way',
      Buffer.from('\ufeffemail,name\na@x.example,Jörg', 'utf16le').swap16(),
    ],
    ['Windows-1252', Buffer.from('email,name\na@x.example,Jörg', 'latin1')],
  ])('may be saved as %s', (_, bytes) => {
    expect(parseInvites(decodeText(bytes)).lines).toMatchObject([
      { email: 'a@x.example', name: 'Jörg' },
    ]);
  });

  it('never makes it throw, and gives each usable address once', () => {
    const junk = fc.constantFrom(
      '"',
      ',',
      ';',
      '\n',
      '@',
      '<',
      '>',
      'a',
      '.',
      ' ',
      '\t',
      'é',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(junk, { maxLength: 60 }), (pieces) => {
        const usable = parseInvites(pieces.join('')).lines.filter((it) => it.problems.length === 0);
        const keys = usable.map(({ email }) => email.toLowerCase());
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});
