import { partitionOf, type Context, type GatewayRequest } from '@signalbox/core'

/** Whose answers a request may share: the tenant's, else those of the key the client presented. */
export function sharePartition({ caller, request }: Context): string {
  return caller === undefined
    ? `key:${partitionOf(request.source?.headers ?? [])}`
    : `tenant:${caller.tenant}`
}

/**
 * What two requests must have in common to share one call, as text; `undefined` when this one must
 * not share. Left out is only what no answer depends on: bytes, users, sessions and metadata.
 */
export function shareKey(
  context: Context,
  options: { readonly partition: string; readonly always: boolean },
): string | undefined {
  const { request, requires, trustBytes, target, caller } = context
  if (request.hints?.cache === 'off' || !mayShare(request, options.always)) return undefined
  const { source, user: _user, sessionId: _session, metadata: _metadata, ...asked } = request
  const chosen = [requires, trustBytes, target?.id, caller?.tags]
  const spoken = [source?.wire, optIns(source?.headers ?? [])]
  return JSON.stringify([options.partition, chosen, spoken, asked])
}

function mayShare(request: GatewayRequest, always: boolean): boolean {
  switch (request.operation) {
    case 'chat':
      // Tools that act and state that is kept must happen once per request.
      if (request.tools?.some((tool) => tool.type === 'server') === true) return false
      if (request.state !== undefined) return false
      return always || request.temperature === 0 || request.seed !== undefined
    case 'embed':
    case 'rerank':
    case 'moderate':
    case 'count-tokens':
      return true
    case 'image':
    case 'speech':
    case 'transcribe':
      return always
  }
}

/** Headers by which clients choose a version or a beta of a wire: adapters may pass them on. */
function optIns(headers: readonly string[]): readonly string[] {
  return headers.filter((_entry, i) => /-(?:beta|version)$/.test(headers[i - (i % 2)] ?? ''))
}
