import { expect, test } from 'vitest'

import { checkConfig } from './check-config.ts'
import { ConfigError } from './config-error.ts'
import { toIssue } from './finding.ts'
import { readYaml } from './read-yaml.ts'

const literal = 'sk-live-0123456789abcdef'
const fromEnv = 'zq-env-secret-value-97531'
const good = `version: 1
server: { host: 127.0.0.1, port: 4400, adminKey: "\${S}" }
providers:
  openai: { adapter: openai, apiKey: "${literal}" }
  claude:
    adapter: anthropic
    keys:
      - { id: a, value: '\${S}' }
models:
  support:
    targets: [ openai/gpt-4o-mini, { target: claude/x, weight: 2 } ]
`
const noProviders = async () => ({
  config: { server: { host: '127.0.0.1', port: 1 }, providers: [], models: [] },
  origins: new Map<string, string>(),
})

async function report(text: string): Promise<string> {
  const tree = readYaml(text, { env: { S: fromEnv }, readFile: () => fromEnv })
  const { findings } = await checkConfig(tree, noProviders)
  return new ConfigError(findings.map((finding) => toIssue(finding, tree, 'f'))).message
}

const pieces = '{ } [ ] : - *a &a " \' # ${ | > !x ? x << % @ ` ---'
  .split(' ')
  .concat(['- ', '? ', '  ', '\n', '\t', '\r', '\0', '---\n', '\uFEFF', '\uE000', '\uD800'])

/** A repeatable stream of whole numbers below a bound. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function mutate(text: string, next: (below: number) => number): string {
  let result = text
  for (let edits = next(4); edits >= 0; edits--) {
    const at = next(result.length)
    const piece = pieces[next(pieces.length)] ?? ''
    result = result.slice(0, at) + piece + result.slice(at + next(7))
  }
  return result
}

test('whatever is done to a file, the checker neither crashes nor prints a secret', async () => {
  const next = numbers(1)
  for (let run = 0; run < 1500; run++) {
    const text = mutate(good, next)
    const told = await report(text)
    expect(told.includes(fromEnv) ? text : '').toBe('')
    expect(told.includes(literal) ? text : '').toBe('')
  }
})

test('any text at all is read without a crash', async () => {
  const next = numbers(2)
  for (let run = 0; run < 500; run++) {
    const text = Array.from({ length: next(60) }, () => pieces[next(pieces.length)]).join('')
    await expect(report(text)).resolves.toBeTypeOf('string')
  }
})
