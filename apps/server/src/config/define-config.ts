import type { ConfigFile } from './config-file.ts'

/**
 * Types a `signalbox.config.ts`; returns what it is given.
 * @example
 * export default defineConfig({ version: 1, providers: { openai: { adapter: 'openai', apiKey: '${OPENAI_API_KEY}' } } })
 */
export function defineConfig(config: ConfigFile): ConfigFile {
  return config
}
