import type { Config, ProviderConfig } from './config.ts'

const simulated = [
  {
    name: 'sim-openai',
    adapter: 'openai',
    path: '/openai/v1',
    models: ['gpt-5-mini', 'gpt-5', 'gpt-4o-mini', 'sim-fast', 'text-embedding-3-small'],
  },
  {
    name: 'sim-anthropic',
    adapter: 'anthropic',
    path: '/anthropic',
    models: ['claude-haiku-4-5', 'claude-sonnet-4-5', 'sim-fast'],
  },
  {
    name: 'sim-google',
    adapter: 'google',
    path: '/google',
    models: ['gemini-2.5-flash', 'gemini-2.5-pro', 'sim-fast'],
  },
] as const

/** The three simulated providers, all of which know `sim-fast`; they have no address before `withDemoAddress`. */
export const demoProviders: readonly ProviderConfig[] = simulated.map(
  ({ name, adapter, models }) => ({
    name,
    adapter,
    keys: [],
    api: 'auto',
    tags: ['local', 'demo'],
    timeouts: {},
    models,
    demo: true,
  }),
)

/** The same configuration with its simulated providers at a running simulator. */
export function withDemoAddress(config: Config, simulatorUrl: string): Config {
  return {
    ...config,
    providers: config.providers.map((provider) => {
      const path = simulated.find(({ name }) => name === provider.name)?.path
      return provider.demo && path !== undefined
        ? { ...provider, baseUrl: simulatorUrl + path }
        : provider
    }),
  }
}
