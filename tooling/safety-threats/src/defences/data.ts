import type { Defence } from '../defence.ts'

const authenticate = 'packages/tenancy/src/authenticate.test.ts'
const threatTests = 'apps/server/src/safety/threats.test.ts'
const isolation = 'packages/safety/src/isolation.test.ts'

/** Threats 4, 5, 10, 13, 21 and 23: who gets to see what, and what is installed. */
export const dataDefences: readonly Defence[] = [
  {
    row: 4,
    what: 'a secret prints as a placeholder',
    file: 'packages/core/src/secret.ts',
    search: 'toJSON(): string {\n    return hidden',
    replace: 'toJSON(): string {\n    return this.#value',
    test: {
      file: 'packages/core/src/secret.test.ts',
      name: '%s never shows it',
      only: 'JSON never shows it',
    },
  },
  {
    row: 4,
    what: 'live keys are taken out of what is written',
    file: 'packages/secrets/src/redactor.ts',
    search: 'return found === undefined ? given : given.replaceAll(found, shown)',
    replace: 'return given',
    test: {
      file: 'packages/secrets/src/redactor.test.ts',
      name: 'the logger never writes one, however deep it lies',
    },
  },
  {
    row: 5,
    what: 'the store has only the hash of a key',
    file: 'packages/tenancy/src/key-office.ts',
    search: 'hashes: [{ hash: hash(key) }], createdAt: wall() }',
    replace: 'hashes: [{ hash: key }], createdAt: wall() }',
    test: { file: authenticate, name: 'one is shown once; the store has only its hash' },
  },
  {
    row: 5,
    what: 'what is presented is hashed before it is compared',
    file: 'packages/tenancy/src/authenticate.ts',
    search: 'const digest = hash(given)',
    replace: 'const digest = given',
    test: { file: authenticate, name: 'none, a wrong one and its hash are refused' },
  },
  {
    row: 10,
    what: 'keys of bodies become own keys, and never a prototype',
    file: 'packages/safety/src/surfaces/edit-body.ts',
    search: 'return Object.fromEntries(entries)',
    replace:
      'const out: Record<string, JsonValue | undefined> = {}\n  for (const [key, item] of entries) out[key] = item\n  return out as JsonObject',
    test: {
      file: 'packages/safety/src/threats-input.test.ts',
      name: 'a key of a prototype stays a key like any other',
    },
  },
  {
    row: 13,
    what: 'a map of tokens lives in its request',
    file: 'packages/safety/src/govern-request.ts',
    search: 'pseudonyms: new Pseudonyms(nonce)',
    replace:
      "pseudonyms: ((globalThis as { shared?: Pseudonyms }).shared ??= new Pseudonyms('cli0'))",
    test: { file: isolation, name: 'no answer and no request holds the value of another' },
  },
  {
    row: 13,
    what: 'the nonce of tokens is that of the tenant',
    file: 'packages/safety/src/actions/pseudonyms.ts',
    search: "const text = [scope.tenant, scope.policy, scope.conversation].join('\\u0000')",
    replace: "const text = ''",
    test: { file: isolation, name: 'a token of one tenant says nothing to another' },
  },
  {
    row: 13,
    what: 'what was scanned is remembered by tenant',
    file: 'packages/safety/src/scan/scan-surfaces.ts',
    search: "context.tenant ?? '',",
    replace: "'',",
    test: {
      file: 'packages/safety/src/threats-input.test.ts',
      name: 'what is remembered of one tenant is not told to another',
    },
  },
  {
    row: 13,
    what: 'answers are kept by tenant',
    file: 'packages/cache/src/cache-key.ts',
    search: ': `tenant:${caller.tenant}`',
    replace: ": 'tenant:'",
    test: {
      file: 'apps/server/src/tenants/tenants.test.ts',
      name: 'gives each tenant its own answers, in any grammar',
    },
  },
  {
    row: 13,
    what: 'what is kept has the tokens of nobody',
    file: 'packages/safety/src/safety.ts',
    search: "context.vars['x-cache-view'] = governed.cacheView",
    replace: '',
    test: {
      file: 'apps/server/src/safety/cached.test.ts',
      name: 'gives everybody their own value, in any conversation',
    },
  },
  {
    row: 21,
    what: 'a rule demands tags of every target',
    file: 'packages/safety/src/safety.ts',
    search: 'if (wanted.length > 0) context.requires =',
    replace: 'if (wanted.length < 0) context.requires =',
    test: {
      file: threatTests,
      name: 'holds when everything at home is down: no byte reaches a cloud',
    },
  },
  {
    row: 21,
    what: 'the router asks each target for the tags',
    file: 'packages/router/src/filter.ts',
    search: 'for (const tag of demand.requires) if (!hasTag(target, tag)) return code.tags',
    replace: '',
    test: {
      file: 'packages/router/src/router-middleware.test.ts',
      name: 'obeys the tags every target must carry',
    },
  },
  {
    row: 21,
    what: 'each attempt asks again',
    file: 'packages/resilience/src/request-plan.ts',
    search: 'requires.every((tag) => tags.includes(tag))',
    replace: 'requires.every((tag) => tag !== tags[0] || true)',
    test: {
      file: 'packages/resilience/src/attempts.test.ts',
      name: 'obeys the tags that a request demands',
    },
  },
  {
    row: 23,
    what: 'no dependency runs a script when it is installed',
    file: 'pnpm-workspace.yaml',
    search: 'allowBuilds: { protobufjs: false }',
    replace: 'allowBuilds: { protobufjs: true }',
    test: {
      file: 'tooling/house/src/house.test.ts',
      name: 'what is installed is sealed, and runs no script',
    },
  },
  {
    row: 23,
    what: 'what is installed is what the lockfile says',
    file: '.ci/run',
    search: 'install --frozen-lockfile',
    replace: 'install',
    test: {
      file: 'tooling/house/src/house.test.ts',
      name: 'what is installed is sealed, and runs no script',
    },
  },
]
