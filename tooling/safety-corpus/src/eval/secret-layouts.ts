import type { Random } from '../random.ts'
import { secretTemplates, secretText } from './secret-texts.ts'

/** A service, what it calls its key, and the key. */
interface ServiceKey {
  readonly service: readonly string[]
  readonly name: readonly string[]
  readonly value: string
}

/** How keys are written down: settings, code, requests and prose. */
const layouts: readonly ((key: ServiceKey) => string)[] = [
  ({ service, name, value }) => `${[...service, ...name].join('_').toUpperCase()}=${value}`,
  ({ service, name, value }) => `${service.join('-')}:\n  ${name.join('_')}: ${value}`,
  (key) => `{"${camel(key)}": "${key.value}"}`,
  (key) => `const ${camel(key)} = '${key.value}'`,
  ({ service, name, value }) =>
    `curl -H "X-${capitals([...service, ...name]).join('-')}: ${value}" https://api.acme.dev`,
  ({ service, name, value }) =>
    `https://api.${service.join('')}.com/v2/items?page=2&${name.join('_')}=${value}&limit=9`,
  ({ service, name, value }) =>
    `The ${capitals(service).join(' ')} ${name.join(' ')} is ${value} and please keep it safe.`,
  ({ service, name, value }) => `${service.join(' ')} ${name.join(' ')} - '${value}'`,
  ({ service, name, value }) =>
    `client = ${capitals(service).join('')}(${name.join('_')}="${value}", timeout=30)`,
  (key) => `<${camel(key)}>\n  ${key.value}\n</${camel(key)}>`,
]

/** Every service's key in every layout, with fresh values. */
export function serviceTexts(random: Random): readonly string[] {
  return secretTemplates('services').flatMap((row) => {
    const [service = '', name = '', mask = ''] = row.split(' | ')
    return layouts.map((layout) =>
      layout({
        service: service.split(' '),
        name: name.split(' '),
        value: secretText(random, mask),
      }),
    )
  })
}

function camel({ service, name }: ServiceKey): string {
  return [service.join(''), ...capitals(name)].join('')
}

function capitals(words: readonly string[]): readonly string[] {
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
}
