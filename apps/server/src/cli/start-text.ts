import type { Config } from '../config/config.ts'
import type { ConfigOrigin } from '../config/loaded-config.ts'

/** What is printed at the start: what runs, what was found, what to try next. */
export function startText({
  url,
  config,
  origin,
}: {
  readonly url: string
  readonly config: Config
  readonly origin: ConfigOrigin
}): string {
  const { providers, models } = config
  const isDemo = providers.some(({ demo }) => demo)
  const names = ['auto', ...models.map(({ name }) => name)].join(', ')
  return [
    '',
    `  configuration  ${origin.file ?? 'none found: taken from the environment'}`,
    ...providers.map(({ name, adapter, demo, models: known }, index) => {
      const label = index === 0 ? 'providers' : ''
      const from = origin.values.get(`providers.${name}`)
      const what = demo ? 'DEMO, simulated' : [adapter, from].filter(Boolean).join(', ')
      const shown = known.slice(0, 3).join(', ')
      return `  ${label.padEnd(13)}  ${name} (${what})${shown === '' ? '' : `: ${shown}`}`
    }),
    `  model names    ${names}, or provider/model`,
    '',
    isDemo
      ? '  DEMO: no provider key was found, so simulated providers answer. Set OPENAI_API_KEY,\n  ANTHROPIC_API_KEY or GEMINI_API_KEY, or run `signalbox init`, to use real ones.\n'
      : undefined,
    `  Try it:\n\n${curl(url, config)}`,
    '',
    `  OpenAI SDK: baseURL ${url}/v1    Anthropic SDK: baseURL ${url}    Gemini SDK: baseUrl ${url}`,
    '',
  ]
    .filter((line) => line !== undefined)
    .join('\n')
}

function curl(url: string, { server, models, providers, tenants = {} }: Config): string {
  const canChoose = models.length > 0 || providers.some((provider) => provider.models.length > 0)
  const model = canChoose ? 'auto' : `${providers[0]?.name ?? 'provider'}/MODEL`
  const adminKey = server.adminKey === undefined ? undefined : '$SIGNALBOX_ADMIN_KEY'
  // Where there are tenants, nobody comes in without one of their keys.
  const sent = Object.keys(tenants).length > 0 ? '$KEY_OF_A_TENANT' : adminKey
  const key = sent === undefined ? '' : ` \\\n      -H "authorization: Bearer ${sent}"`
  return `    curl ${url}/v1/chat/completions -H 'content-type: application/json'${key} \\
      -d '{"model":"${model}","messages":[{"role":"user","content":"Hello"}]}'`
}
