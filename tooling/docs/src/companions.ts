/** The reader's own files that blocks import: a wire of ours stands in for theirs. */
export const companions: Readonly<Record<string, string>> = {
  'dialect.ts': `export { anthropicMessages as exampleChat } from '@signalbox/adapters-anthropic/dialects'
`,
  'example.ts': `export { anthropic as example } from '@signalbox/adapters-anthropic'
`,
  'store.ts': `import { memoryStore, type Store } from '@signalbox/core'

export const exampleStore = (_url: string): Store => memoryStore()
`,
}
