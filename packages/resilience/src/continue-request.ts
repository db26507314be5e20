import { tokensOfText, type ChatRequest, type Message, type Target } from '@signalbox/core'

const instruction =
  'Your answer above was cut off. Continue it exactly where it ends: do not repeat any of it, ' +
  'do not comment, and write nothing but the rest.'

/** The request whose answer continues a text: as a prefill where the target takes one, else asked for. */
export function continueRequest(request: ChatRequest, text: string, target: Target): ChatRequest {
  const begun: Message = {
    role: 'assistant',
    content: [{ type: 'text', text: text.trimEnd() }],
  }
  const ask: Message = { role: 'user', content: [{ type: 'text', text: instruction }] }
  const isPrefill = target.capabilities?.prefill === true
  const left =
    request.maxOutputTokens === undefined
      ? undefined
      : Math.max(1, request.maxOutputTokens - Math.ceil(tokensOfText(text)))
  return {
    ...request,
    messages: [...request.messages, begun, ...(isPrefill ? [] : [ask])],
    maxOutputTokens: left,
  }
}

/** Whether a broken answer to a request could be continued at all. */
export function isContinuable({ format, candidates = 1, state, modalities }: ChatRequest): boolean {
  const isText = format === undefined || format.type === 'text'
  const isPlain = modalities === undefined || modalities.every((modality) => modality === 'text')
  return isText && isPlain && candidates === 1 && state === undefined
}
