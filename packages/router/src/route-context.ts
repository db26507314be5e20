import {
  requestSize,
  sizeOf,
  type ChatRequest,
  type Context,
  type GatewayRequest,
  type Message,
  type Part,
} from '@signalbox/core'

import { murmur3 } from './murmur3.ts'
import type { Need, RouteKind, RouteRequest } from './route-request.ts'

/** A request of the pipeline as the router asks about it. */
export function routeRequestOf(context: Context, allowed?: readonly string[]): RouteRequest {
  const { request, caller, requires } = context
  const { hints, metadata } = request
  const chat = request.operation === 'chat' ? request : undefined
  return {
    id: context.id,
    kind: kindOf(request),
    model: request.model,
    text: chat === undefined ? undefined : lastUserText(chat.messages),
    inputTokens: inputTokensOf(context),
    maxTokens: chat?.maxOutputTokens,
    needs: chat === undefined ? undefined : needsOf(chat),
    stream: chat?.stream,
    affinityKey: chat === undefined ? undefined : affinityKeyOf(chat, caller?.tenant ?? ''),
    requires,
    allowed,
    hints,
    meta: {
      task: hints?.task ?? metadata?.['task'],
      language: hints?.language ?? metadata?.['language'],
      class: hints?.priority,
      sessionId: request.sessionId,
      user: request.user ?? caller?.user,
      tenant: caller?.tenant,
      key: caller?.key,
      tags: hints?.tags ?? caller?.tags,
      dataClass: hints?.dataClass,
      replaySafe: chat === undefined || isReplaySafe(chat),
      toolFailed: chat !== undefined && toolFailed(chat.messages),
      userRetry: chat !== undefined && userRetry(chat.messages),
      metadata,
    },
  }
}

/** Counting tokens takes none, but has to fit where the chat itself would go. */
function inputTokensOf(context: Context): number {
  const { request } = context
  const size = request.operation === 'count-tokens' ? requestSize(request.chat) : sizeOf(context)
  return size.tokensIn
}

function kindOf(request: GatewayRequest): RouteKind {
  switch (request.operation) {
    case 'chat':
    case 'count-tokens':
      return 'chat'
    case 'embed':
      return 'embedding'
    case 'rerank':
      return 'rerank'
    case 'moderate':
      return 'moderation'
    case 'image':
      return 'image'
    case 'speech':
    case 'transcribe':
      return 'audio'
  }
}

function isReplaySafe({ tools, state }: ChatRequest): boolean {
  return state === undefined && tools?.some((tool) => tool.type === 'server') !== true
}

function needsOf(chat: ChatRequest): readonly Need[] {
  const { tools, toolChoice, parallelToolCalls, format, reasoning } = chat
  const needs = new Set<Need>()
  if (tools !== undefined && tools.length > 0) {
    needs.add('tools')
    if (toolChoice === 'required') needs.add('tool_choice')
    if (parallelToolCalls === true) needs.add('parallel_tools')
  }
  if (format?.type === 'json-schema') needs.add('json_schema')
  const thinks = reasoning?.mode === 'on' || reasoning?.effort !== undefined
  if (thinks || reasoning?.budgetTokens !== undefined) needs.add('reasoning')
  for (const { content } of chat.messages) for (const part of content) addMedia(part, needs)
  return [...needs]
}

function addMedia(part: Part, needs: Set<Need>): void {
  if (part.type !== 'media' || part.source.type === 'text') return
  switch (part.kind) {
    case 'image':
      needs.add('vision')
      return
    case 'audio':
      needs.add('audio')
      return
    case 'video':
      needs.add('video')
      return
    case 'file':
      needs.add('pdf')
      return
  }
}

function lastUserText(messages: readonly Message[]): string {
  return textOf(messages.findLast(({ role }) => role === 'user'))
}

function toolFailed(messages: readonly Message[]): boolean {
  const results = messages.at(-1)?.content.filter((part) => part.type === 'tool-result') ?? []
  return results.some((part) => part.isError === true)
}

const remembered = 12

/** Whoever asks the same again did not get what was wanted. */
function userRetry(messages: readonly Message[]): boolean {
  const last = messages.findLastIndex(({ role }) => role === 'user')
  const text = textOf(messages[last])
  if (text === '') return false
  for (let i = last - 1; i >= Math.max(0, last - remembered); i--) {
    const message = messages[i]
    if (message?.role !== 'user') continue
    const before = textOf(message)
    if (before.length === text.length && before.toLowerCase() === text.toLowerCase()) return true
  }
  return false
}

function textOf(message: Message | undefined): string {
  let text = ''
  for (const part of message?.content ?? []) if (part.type === 'text') text += part.text
  return text
}

/** Same tenant, instructions, tools and opening: the same conversation, or one with the same prefix. */
function affinityKeyOf(chat: ChatRequest, tenant: string): string {
  const named = chat.promptCache?.key ?? chat.sessionId
  if (named !== undefined) return `${tenant}:${named}`
  const start = chat.messages.findIndex(({ role }) => role === 'user')
  const opening = chat.messages.slice(0, start + 1).map((message) => digest(textOf(message)))
  const tools = chat.tools?.map((tool) => (tool.type === 'server' ? tool.tool : tool.name)) ?? []
  const whole = [...opening, ...tools].join('\n')
  return `${tenant}:${murmur3(whole, 1).toString(36)}${murmur3(whole, 2).toString(36)}`
}

const digested = 512

function digest(text: string): string {
  return `${String(text.length)} ${text.slice(0, digested)}`
}
