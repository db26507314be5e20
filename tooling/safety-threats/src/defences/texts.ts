import type { Defence } from '../defence.ts'

const input = 'packages/safety/src/threats-input.test.ts'
const server = 'apps/server/src/safety/threats.test.ts'

/** Threats 6, 11, 12, 16, 17 and 25: how texts that come in are read. */
export const textDefences: readonly Defence[] = [
  {
    row: 6,
    what: 'patterns of tenants run in linear time',
    file: 'packages/safety/src/content/regex.ts',
    search: 'const matcher = compiled.matcher(plain.text)',
    replace: `const match = new RegExp(pattern).exec(plain.text)
      let left = match === null ? 0 : 1
      const matcher = {
        find: () => left-- > 0,
        start: () => match?.index ?? 0,
        end: () => (match?.index ?? 0) + (match?.[0].length ?? 0),
      }`,
    test: { file: input, name: 'no pattern of a tenant takes longer than its text deserves' },
  },
  {
    row: 11,
    what: 'what was scanned is what is sent',
    file: 'packages/safety/src/safety.ts',
    search: 'context.trustBytes = false',
    replace: 'context.trustBytes = true',
    test: {
      file: 'apps/server/src/safety/threats-network.test.ts',
      name: 'a field that comes twice is sent once, as it was scanned',
    },
  },
  {
    row: 11,
    what: 'bodies are UTF-8 or refused',
    file: 'packages/core/src/parse-body.ts',
    search: 'fatal: true',
    replace: 'fatal: false',
    test: {
      file: 'packages/core/src/parse-body.test.ts',
      name: 'bytes that are no UTF-8 are named as such',
    },
  },
  {
    row: 12,
    what: 'a string that no dialect knows is scanned',
    file: 'packages/safety/src/surfaces/walk-body.ts',
    search: 'classify(place, body) ?? unknown)',
    replace: "classify(place, body) ?? { ...unknown, exempt: 'id' as const })",
    test: {
      file: server,
      name: 'there are none in ${name}, and there would be with one that only reads messages',
    },
  },
  {
    row: 12,
    what: 'turns that a request points to are read with it',
    file: 'apps/server/src/gateway/parts.ts',
    search: 'parts.safety.middleware && shared.shelf.outside,',
    replace: '',
    test: {
      file: 'apps/server/src/safety/history.test.ts',
      name: 'hides its values again and gets them back, streamed: %j',
    },
  },
  {
    row: 12,
    what: 'what only begins like a file is read',
    file: 'packages/safety/src/surfaces/walk-body.ts',
    search: '(text === undefined || !isBytes(value))',
    replace: 'text === undefined',
    test: {
      file: 'apps/server/src/safety/attachments.test.ts',
      name: 'a message that begins with "%s" is read and edited like any other',
    },
  },
  {
    row: 12,
    what: 'files of text are read',
    file: 'packages/safety/src/surfaces/walk-body.ts',
    search: "if (embedded !== undefined || exempt !== 'media') return embedded",
    replace: "if (exempt !== 'media') return embedded\n  return null",
    test: {
      file: 'apps/server/src/safety/attachments.test.ts',
      name: 'that is a text is read, as something from outside',
    },
  },
  {
    row: 12,
    what: 'adjacent parts are read as one text',
    file: 'packages/safety/src/scan/scan-surfaces.ts',
    search: 'adjacentParts(surfaces).flatMap(',
    replace: 'adjacentParts([]).flatMap(',
    test: { file: input, name: 'the second of two parts does not hide what the border cuts' },
  },
  {
    row: 12,
    what: 'a dialect that explains nothing does not start',
    file: 'apps/server/src/safety/self-test.ts',
    search: 'if (blind.length > 0) {',
    replace: 'if (blind.length > 1e9) {',
    test: { file: server, name: 'a dialect that explains nothing does not start' },
  },
  {
    row: 16,
    what: 'invisible characters are read over',
    file: 'packages/safety/src/unicode/plain.ts',
    search: 'if (isInvisible(code)) {',
    replace: 'if (isInvisible(code) && code === 0) {',
    test: {
      file: input,
      name: 'an attack is recognised behind ${name}',
      only: 'an attack is recognised behind zero-width',
    },
  },
  {
    row: 16,
    what: 'letters are read as what they look like',
    file: 'packages/safety/src/unicode/folded.ts',
    search: 'mixed++\n    return latinWord(word)',
    replace: 'mixed++\n    return word',
    test: {
      file: input,
      name: 'an attack is recognised behind ${name}',
      only: 'an attack is recognised behind homoglyphs',
    },
  },
  {
    row: 16,
    what: 'compatibility forms are read as their letters',
    file: 'packages/safety/src/unicode/plain.ts',
    search: "const normal = cluster.normalize('NFKC')",
    replace: 'const normal = cluster',
    test: {
      file: input,
      name: 'an attack is recognised behind ${name}',
      only: 'an attack is recognised behind full width',
    },
  },
  {
    row: 17,
    what: 'encoded text is decoded and read',
    file: 'packages/safety/src/injection/assess.ts',
    search:
      'const said = [folded, ...views.decoded.map(foldedView), ...disguisedViews(views.folded)]',
    replace: 'const said = [folded]',
    test: {
      file: input,
      name: 'an attack is read in ${name}',
      only: 'an attack is read in base64',
    },
  },
  {
    row: 17,
    what: 'what is decoded has a bound',
    file: 'packages/safety/src/unicode/decoded.ts',
    search: 'const MAX_VIEWS = 32',
    replace: 'const MAX_VIEWS = 1e9',
    test: {
      file: 'packages/safety/src/unicode/views.test.ts',
      name: 'stay within 32 views and twice the input',
    },
  },
  {
    row: 25,
    what: 'one cue alone is no alarm',
    file: 'packages/safety/src/injection/sum-hits.ts',
    search: 'export const alarmSum = 2.5',
    replace: 'export const alarmSum = 0.5',
    test: { file: input, name: 'noise does not make an ordinary text an attack' },
  },
]
