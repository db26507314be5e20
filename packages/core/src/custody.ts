import type { ContinuityToken, Message, Part } from './content.ts'
import type { Reply } from './context.ts'
import type { CustodyOptions, CustodyScope } from './custody-scope.ts'
import type { KvStore } from './ports.ts'
import type { ChatRequest, GatewayRequest } from './request.ts'
import { sealReply } from './seal-reply.ts'
import type { Target } from './target.ts'
import { isSealed, openToken } from './token-envelope.ts'
import { turnKey, type TurnTokens } from './turn-tokens.ts'

/** Keeps providers' continuity tokens through clients that speak another wire. */
export interface Custody {
  /** Sealed tokens opened, dropped ones found again; the same object when there was nothing to do. */
  open(request: GatewayRequest, scope: CustodyScope): Promise<GatewayRequest>
  /** Foreign tokens sealed for the client, and kept in the side table. */
  seal(reply: Reply, scope: CustodyScope, target: Target | undefined): Reply
}

/** Custody over a store. */
export function createCustody(options: CustodyOptions): Custody {
  return {
    async open(request, scope) {
      if (request.operation !== 'chat' || !request.messages.some(isConcerned)) return request
      const opened = request.messages.map((message) => openMessage(message, options.key))
      const messages = opened.some(isBare)
        ? await Promise.all(opened.map((message) => recall(message, scope, options.store)))
        : opened
      const same = messages.every((message, index) => message === request.messages[index])
      return same ? request : ({ ...request, messages } satisfies ChatRequest)
    },
    seal: (reply, scope, target) => sealReply(reply, scope, target, options),
  }
}

function isConcerned(message: Message): boolean {
  return message.content.some(isOurs) || isBare(message)
}

function isOurs(part: Part): boolean {
  return part.continuity !== undefined && isSealed(part.continuity.data)
}

function openMessage(message: Message, key: Uint8Array): Message {
  if (!message.content.some(isOurs)) return message
  const content = message.content.map((part): Part => {
    if (!isOurs(part)) return part
    const token = openToken(part.continuity?.data ?? '', key)
    const continuity = token?.data === '' ? undefined : token
    return { ...part, continuity }
  })
  return { ...message, content: moveToCalls(content) }
}

/** A call's own token that travelled in a reasoning slot goes back to the call behind it. */
function moveToCalls(content: readonly Part[]): readonly Part[] {
  const out: Part[] = []
  let carried: ContinuityToken | undefined
  for (const part of content) {
    const token = part.continuity
    if (part.type === 'reasoning' && part.text === '' && token?.kind === 'thought-signature') {
      carried = token
    } else if (part.type === 'tool-call' && carried !== undefined && token === undefined) {
      out.push({ ...part, continuity: carried })
      carried = undefined
    } else out.push(part)
  }
  return out
}

/** A turn with calls whose tokens the client dropped, or that never had any. */
function isBare({ role, content }: Message): boolean {
  if (role !== 'assistant' || content.some((part) => part.continuity !== undefined)) return false
  return content.some((part) => part.type === 'tool-call')
}

async function recall(message: Message, scope: CustodyScope, store: KvStore): Promise<Message> {
  if (!isBare(message)) return message
  const calls = message.content.filter((part) => part.type === 'tool-call')
  const callIds = calls.map((call) => call.callId)
  // A store that is away costs one turn of reasoning, not the request.
  const bytes = await store.get(turnKey(scope.partition, callIds)).catch(() => undefined)
  if (bytes === undefined) return message
  const turn = JSON.parse(new TextDecoder().decode(bytes)) as TurnTokens
  const rest = message.content.filter((part) => part.type !== 'reasoning')
  const content = rest.map((part): Part => {
    const token = part.type === 'tool-call' ? turn.calls[part.callId] : undefined
    return token === undefined ? part : { ...part, continuity: token }
  })
  return { ...message, content: [...turn.reasoning, ...content] }
}
