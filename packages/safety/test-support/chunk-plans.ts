import fc from 'fast-check'

/** Cuts a text at the given places; they wrap around its length. */
export function cutAt(text: string, places: readonly number[]): readonly string[] {
  const cuts = [...new Set(places.map((place) => place % (text.length + 1)))].toSorted(
    (a, b) => a - b,
  )
  const pieces: string[] = []
  let from = 0
  for (const cut of [...cuts, text.length]) {
    pieces.push(text.slice(from, cut))
    from = cut
  }
  return pieces
}

/** One unit a piece, or a few random cuts, or tokens of a few units. */
export const plan: fc.Arbitrary<(text: string) => readonly string[]> = fc.oneof(
  fc.constant((text: string) => text.split('')),
  fc
    .array(fc.nat({ max: 10_000 }), { maxLength: 12 })
    .map((places) => (text: string) => cutAt(text, places)),
  fc.integer({ min: 2, max: 9 }).map((size) => (text: string) => {
    const pieces: string[] = []
    for (let at = 0; at < text.length; at += size) pieces.push(text.slice(at, at + size))
    return pieces
  }),
)

const values = [
  'jane.doe@example.com',
  '4111 1111 1111 1111',
  '4111111111111111',
  'DE89 3704 0044 0532 0130 00',
  '+1 415 555 2671',
  '(415) 555-2671',
  '078-05-1120',
  '192.168.1.17',
  'https://evil.example/collect?q=secret',
  'https://docs.example.com/a/b',
  '![x](https://evil.example/i.png?d=abc)',
  '[docs](https://docs.example.com/start)',
  '<img src="https://evil.example/x">',
  'www.evil.example/?a=1',
  `https://evil.example/${'long/'.repeat(20)}?q=1`,
  'data:text/html;base64,PHNjcmlwdD4=',
  '\u001b[31mred\u001b[0m',
  '\u{E0041}\u{E0042}\u{E0043}',
  'card number 4111-1111-1111-1112',
  'tel: 0171 1234567',
  'The quick brown fox',
  'Grüße aus Köln 👩‍👩‍👧 ok',
  '你好，邮箱 li@example.cn 谢谢',
  '{"a": "b\\u0040c.com"}',
  '<EMAIL_1_cli0>',
]

/** Runs without an end that a stream would have to wait for. */
const endless = [
  'x'.repeat(80),
  '1'.repeat(70),
  '12 '.repeat(30),
  `${'a'.repeat(70)}@example.com`,
  '\u200b'.repeat(20),
]

/** Texts in which values stand close together, between words, or broken. */
export const text: fc.Arbitrary<string> = textOf(values)

/** The same, with runs that are longer than anything is looked at. */
export const hostileText: fc.Arbitrary<string> = textOf([...values, ...endless])

const aroundNames =
  "Anna|Maria|Jean-Luc|O'Brien|José|Łukasz|Schmidt|Smith|J.|van|der|de|bin|Ali|Kim|田中|太郎|王|김|Иван|Петров|Mr.|Dr.|Herr|さん|Dear|my name is|attn|Yours,|CEO|Professor|aged 45|3 May 2024|12 Main Street|10115 Berlin|NY 10001|the|meets"

/** Names, titles and what stands around them, in some scripts. */
export const people: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.constantFrom(...aroundNames.split('|')),
      fc.constantFrom(' ', ' ', ' ', ', ', '. ', '\n', '-', '', ': ', '"', '('),
    ),
    { minLength: 2, maxLength: 12 },
  )
  .map((words) => words.flat().join(''))

/** Groups of digits as in tables, with phone numbers and cards among them. */
export const digitTable: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 6, arbitrary: fc.stringMatching(/^\d{1,9}$/) },
        {
          weight: 3,
          arbitrary: fc.constantFrom(
            ...values.slice(1, 8),
            'call',
            'card',
            'order',
            'ext 12',
            'x 3',
            'NHS 943 476 5919',
          ),
        },
      ),
      fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom(' ', ' ', '  ', '   ') },
        {
          weight: 4,
          arbitrary: fc.constantFrom(
            '    ',
            ' | ',
            '\t',
            ', ',
            '.',
            '-',
            '/',
            ' (',
            ') ',
            '; ',
            ':',
          ),
        },
      ),
    ),
    { minLength: 3, maxLength: 24 },
  )
  .map((cells) => cells.flat().join(''))

function textOf(pieces: readonly string[]): fc.Arbitrary<string> {
  return fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...pieces) },
        {
          weight: 3,
          arbitrary: fc.constantFrom(
            ' ',
            ', ',
            '. ',
            '\n',
            ': ',
            '"',
            '(',
            ')',
            '-',
            '\\n',
            '\\r',
            '\\',
            '',
          ),
        },
        {
          weight: 2,
          arbitrary: fc.constantFrom('call me', 'my card', 'phone', 'mail', 'and', 'A', '7'),
        },
        { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
        {
          weight: 1,
          arbitrary: fc
            .tuple(fc.constantFrom(...pieces), fc.nat({ max: 30 }))
            .map(([value, cut]) => value.slice(0, cut)),
        },
      ),
      { maxLength: 12 },
    )
    .map((words) => words.join(''))
}
