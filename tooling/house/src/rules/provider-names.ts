import type { SourceFile } from '../tree.ts'
import { withoutComments } from '../without-comments.ts'

const names =
  'openai|anthropic|claude|google|gemini|vertex|bedrock|azure|ollama|cohere|mistral|groq|deepseek|openrouter'
const provider = new RegExp(names, 'iu')
const branch = new RegExp(`(?:[!=]==\\s*|case\\s+)'[^']*(?:${names})[^']*'`, 'iu')

/**
 * Code that names a provider although every provider passes through it. Comments may: a reason is
 * often one provider's habit. Tests, adapters, the catalog and the simulator are about providers;
 * so are the formats of their keys, and texts that speak of models.
 */
export function providerNames(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path }) => path.startsWith('packages/') && !aboutProviders.test(path))
    .flatMap((file) => find(file, provider, 'shared code names'))
}

/**
 * Code of an app that decides by a provider's name. An app wires adapters and so may name them, but
 * deciding is for the adapter, the configuration and the shapes of each wire's model list.
 */
export function providerBranches(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path }) => path.startsWith('apps/') && !wiring.test(path))
    .flatMap((file) => find(file, branch, 'decides by'))
}

const aboutProviders =
  /^packages\/(?:adapters-[^/]+|catalog|simulator|testing|secrets\/src\/vaults|safety\/src\/(?:secrets|injection|pii))\/|\.test(?:-d)?\.ts$|\/test-support\//u
const wiring =
  /^apps\/[^/]+\/src\/(?:config\/|cli\/|(?:adapters|dialects|compose|models-[a-z]+)\.ts)|\.test\.ts$/u

function find(file: SourceFile, pattern: RegExp, what: string): readonly string[] {
  return withoutComments(file.text)
    .split('\n')
    .flatMap((line, index) => {
      const found = pattern.exec(line)?.[0]
      return found === undefined
        ? []
        : [`${file.path}:${String(index + 1)}: ${what} ${found}; ask the adapter`]
    })
}
