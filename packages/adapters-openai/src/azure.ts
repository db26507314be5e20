import type { Adapter } from '@signalbox/core'

import { adapterParts } from './adapter-parts.ts'
import { openaiRow, openaiWires, type OpenaiOptions } from './openai.ts'
import type { CompatibleRow } from './row.ts'

/** Whose Azure OpenAI, and which of its two surfaces. */
export interface AzureOptions extends OpenaiOptions {
  /** The first word of `https://{resource}.openai.azure.com`; else each target has a base URL. */
  readonly resource?: string | undefined
  /** Such as `2024-10-21`: the surface whose deployments stand in the path; left out, `/openai/v1`. */
  readonly apiVersion?: string | undefined
}

/**
 * Azure OpenAI; a target's model is the name of its deployment. Base URLs end in `/openai/v1`, with
 * an `apiVersion` in `/openai`. A key goes into `api-key`, an Entra token becomes a bearer token.
 *
 * @see https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle
 */
export function azure({ resource, apiVersion, api }: AzureOptions = {}): Adapter {
  const surface = apiVersion === undefined ? '/openai/v1' : '/openai'
  const row: CompatibleRow = {
    ...openaiRow,
    provider: 'azure',
    baseUrl: resource === undefined ? undefined : `https://${resource}.openai.azure.com${surface}`,
    apiVersion,
    capabilities: {
      ...openaiRow.capabilities,
      operations: ['chat', 'embed', 'image', 'speech', 'transcribe'],
    },
  }
  return {
    ...adapterParts(row),
    chat: openaiWires(row, api),
    authorize(request, { key }) {
      const value = key.reveal()
      const added = isToken(value) ? ['authorization', `Bearer ${value}`] : ['api-key', value]
      return { ...request, headers: [...request.headers, ...added] }
    },
  }
}

/** Entra's tokens are JWTs; keys have no dot. */
function isToken(value: string): boolean {
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(value)
}
