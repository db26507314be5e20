import type { Defence } from '../defence.ts'

const guard = 'packages/core/src/node/guarded-connector.test.ts'
const transports = 'packages/core/src/node/undici-transport.test.ts'
const door = 'packages/core/src/node/node-handler.test.ts'
const hostileNetwork = 'apps/server/src/safety/threats-network.test.ts'

/** Threats 1 to 3 and 7 to 9: what goes over the network. */
export const networkDefences: readonly Defence[] = [
  {
    row: 1,
    what: 'only origins of the configuration may be private',
    file: 'packages/core/src/node/guarded-connector.ts',
    search: 'if (allowPrivate(originOf(protocol, hostname, port))) {',
    replace: 'if (originOf(protocol, hostname, port) !== undefined) {',
    test: {
      file: guard,
      name: 'to %s is refused before a byte is sent',
      only: 'to 127.0.0.1 is refused before a byte is sent',
    },
  },
  {
    row: 1,
    what: 'redirects are not followed',
    file: 'packages/core/src/web/fetch-transport.ts',
    search: "redirect: 'manual'",
    replace: "redirect: 'follow'",
    test: { file: transports, name: 'does not follow redirects' },
  },
  {
    row: 2,
    what: 'addresses come from the configuration alone',
    file: 'packages/adapters-openai/src/post.ts',
    search: 'const baseUrl = target.baseUrl ?? address.baseUrl',
    replace:
      'const baseUrl = /"api_base":"([^"]+)"/.exec(String(body))?.[1] ?? target.baseUrl ?? address.baseUrl',
    test: { file: hostileNetwork, name: 'no word of a client leads a key elsewhere' },
  },
  {
    row: 2,
    what: "a client's headers stay here",
    file: 'packages/core/src/upstream-call.ts',
    search: 'withHeaders(encoded.request, options.headers?.(context, fact))',
    replace: 'withHeaders(encoded.request, context.original.source?.headers)',
    test: { file: hostileNetwork, name: 'no header of a client reaches a provider' },
  },
  {
    row: 3,
    what: 'what a header refused is not quoted',
    file: 'packages/core/src/transport-error.ts',
    search: ": 'The provider closed the connection without an answer.',",
    replace: ': String(error),',
    test: { file: hostileNetwork, name: 'one that comes from elsewhere is told to nobody' },
  },
  {
    row: 3,
    what: 'a key that no header can hold is refused at the start',
    file: 'apps/server/src/config/sections/fields.ts',
    search: String.raw`.regex(/^[\x20-\x7e\x80-\xff]+$/,`,
    replace: '.regex(/^/,',
    test: {
      file: hostileNetwork,
      name: 'a key that no header can hold is refused with its place, at the start',
    },
  },
  {
    row: 7,
    what: 'bodies are unpacked up to a bound',
    file: 'packages/core/src/node/read-request.ts',
    search: 'decompress(bytes, { maxOutputLength: maxBytes })',
    replace: 'decompress(bytes, { maxOutputLength: 2 ** 30 })',
    test: {
      file: door,
      name: 'reads gzip up to the limit, refuses a bomb and an unknown encoding',
    },
  },
  {
    row: 7,
    what: 'answers are read up to a bound',
    file: 'packages/core/src/send.ts',
    search: 'return this.#size <= this.#maxBytes',
    replace: 'return true',
    test: { file: hostileNetwork, name: 'an answer that never ends is cut, packed or not' },
  },
  {
    row: 8,
    what: 'depth has a bound before anything recurses',
    file: 'packages/core/src/parse-body.ts',
    search: 'if (nestsDeeper(value, maxDepth))',
    replace: 'if (nestsDeeper(value, 1e9))',
    test: {
      file: 'packages/core/src/parse-body.test.ts',
      name: '%s is the client’s mistake',
      only: 'a body without end is the client’s mistake',
    },
  },
  {
    row: 9,
    what: 'who sends no request in time is let go',
    file: 'apps/server/src/create-door.ts',
    search: 'headersTimeout: headersMs,',
    replace: 'headersTimeout: 0,',
    test: {
      file: 'apps/server/src/create-door.test.ts',
      name: '500 sockets that never finish a request keep nobody out, and are closed',
    },
  },
  {
    row: 9,
    what: 'a slow reader slows its provider down',
    file: 'packages/core/src/upstream-stream.ts',
    search: 'if (!take(bytes, false)) control.pause()',
    replace: 'take(bytes, false)',
    test: { file: door, name: 'pauses upstream while a slow client does not read' },
  },
  {
    row: 9,
    what: 'a client that left ends the call',
    file: 'packages/core/src/exchange.ts',
    search: 'if (!clean) leave.abort(clientLeft())',
    replace: 'if (clean) leave.abort(clientLeft())',
    test: {
      file: door,
      name: 'tells upstream in the same tick that the client left, in every phase',
    },
  },
]
