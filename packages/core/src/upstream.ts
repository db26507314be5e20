import { codecFor, type Adapter, type ChatCodec, type Encoded } from './adapter.ts'
import type { Middleware } from './compose.ts'
import type { CallFact, Context } from './context.ts'
import { aim } from './create-context.ts'
import { GatewayError } from './errors.ts'
import type { ChatRequest, GatewayRequest, Source } from './request.ts'
import type { Target } from './target.ts'
import { callWhole, callChat, type Call } from './upstream-call.ts'
import type { UpstreamOptions } from './upstream-options.ts'

/** The innermost middleware, and the only caller of a transport on the request path. */
export function upstream(options: UpstreamOptions): Middleware {
  const adapters = new Map(options.adapters.map((adapter) => [adapter.provider, adapter]))
  return async function upstreamCall(context) {
    const target = context.target ?? context.candidates[0]
    if (target === undefined)
      throw new GatewayError(
        'unknown_model',
        `No target serves the model "${context.request.model}".`,
        { origin: 'client', param: 'model' },
      )
    const adapter = adapters.get(target.provider)
    if (adapter === undefined)
      throw new TypeError(`No adapter is configured for the provider "${target.provider}".`)
    aim(context, target)
    const fact: CallFact = { target, startedMs: context.clock.now(), chunks: 0 }
    if (context.facts.calls === undefined) context.facts.calls = [fact]
    else context.facts.calls.push(fact)
    try {
      await perform({ options, context, adapter, target, fact })
    } catch (thrown) {
      const { signal } = context
      fact.error = GatewayError.from(signal.aborted ? signal.reason : thrown)
      fact.endedMs ??= context.clock.now()
      throw thrown
    }
  }
}

function perform(call: Call): Promise<void> {
  const { adapter, context } = call
  const { request } = context
  switch (request.operation) {
    case 'chat':
      return chat(call, request)
    case 'embed':
      return whole(call, request, adapter.embed)
    case 'rerank':
      return whole(call, request, adapter.rerank)
    case 'moderate':
      return whole(call, request, adapter.moderate)
    case 'count-tokens':
      return whole(call, request, adapter.countTokens)
    case 'image':
    case 'speech':
    case 'transcribe':
      return whole(call, request, adapter.media)
  }
}

function chat(call: Call, request: ChatRequest): Promise<void> {
  if ((call.adapter.chat ?? []).length === 0) throw notOffered(call.target, request)
  const codec = codecFor(call.adapter, call.target.wire ?? request.source?.wire)
  const source = untouchedSource(call.context, codec.wire)
  const encoded = encode(call, codec, request, source)
  return callChat(call, codec, request, encoded, source)
}

function whole<Request extends GatewayRequest>(
  call: Call,
  request: Request,
  codec: Parameters<typeof callWhole<Request>>[1] | undefined,
): Promise<void> {
  if (codec === undefined) throw notOffered(call.target, request)
  const source = untouchedSource(call.context, codec.wire)
  return callWhole(call, codec, request, encode(call, codec, request, source), source)
}

/** The client's own request, when it speaks this wire and nobody changed a thing. */
function untouchedSource(context: Context, wire: string): Source | undefined {
  const { request } = context
  const { source } = request
  if (source === undefined || source.wire !== wire || request !== context.original) return undefined
  return context.trustBytes ? source : { ...source, bytes: undefined }
}

type Encoder<Request> = {
  encodeRequest(request: Request, target: Target): Encoded
  relayRequest?: ChatCodec['relayRequest'] | ((s: Source, t: Target, r: Request) => Encoded)
}

function encode<Request extends GatewayRequest>(
  { context, target, adapter }: Call,
  codec: Encoder<Request>,
  request: Request,
  source: Source | undefined,
): Encoded {
  const aimed = capable(adapter, target)
  const relay = codec.relayRequest as ((s: Source, t: Target, r: Request) => Encoded) | undefined
  const encoded =
    source !== undefined && relay !== undefined
      ? relay(source, aimed, request)
      : codec.encodeRequest(request, aimed)
  const [loss] = encoded.warnings
  if (loss !== undefined && request.hints?.strict === true) {
    const fields = encoded.warnings
      .map(({ path, detail }) => `${path} (${detail.replace(/\.$/, '')})`)
      .join('; ')
    throw new GatewayError('unsupported', `${target.id} cannot carry everything: ${fields}.`, {
      origin: 'client',
      param: loss.path,
      verdict: 'unsupported',
    })
  }
  context.warn(...encoded.warnings)
  return encoded
}

/** A target with what its adapter knows of it; resolvers that reuse their targets pay once. */
function capable(adapter: Adapter, target: Target): Target {
  if (target.capabilities !== undefined) return target
  return { ...target, capabilities: adapter.capabilities(target) }
}

function notOffered(target: Target, request: GatewayRequest): GatewayError {
  return new GatewayError(
    'unsupported',
    `The provider "${target.provider}" does not offer "${request.operation}"; choose another model.`,
    { origin: 'client', param: 'model', verdict: 'unsupported' },
  )
}
