import type { ContinuityToken, JsonObject, ReasoningPart } from '@signalbox/core'

import { jsonEqual } from '../json-equal.ts'
import { objects, omit, present, text } from '../json-fields.ts'
import type { ItemContext } from './item-context.ts'
import { isMadeId } from './item-ids.ts'
import { ownFields, responsesWire, withOwn } from './own-fields.ts'

/** Present without a value where a token was read: without it the item is of no use any more. */
const tokenSlot = 'encrypted_content'

/** A `reasoning` item as one part; several summaries or contents are joined, and kept beside it. */
export function decodeReasoning(item: JsonObject, model: string): ReasoningPart {
  const id = text(item, 'id')
  const data = text(item, 'encrypted_content')
  const { form, joined } = readText(item)
  const written = textFields({ form, text: joined })
  const rewritten = jsonEqual(present(written), present(pickText(item)))
  const taken = [
    'type',
    id === undefined ? '' : 'id',
    data === undefined ? '' : tokenSlot,
    ...(rewritten ? ['summary', 'content'] : []),
  ]
  const kept = {
    ...(rewritten ? {} : { summary: item['summary'] }),
    ...(data === undefined ? {} : { [tokenSlot]: undefined }),
  }
  return {
    type: 'reasoning',
    text: joined,
    form,
    ...(id === undefined ? {} : { id }),
    ...(data === undefined ? {} : { continuity: issued(data, 'encrypted', model) }),
    ...withOwn({ ...omit(item, taken), ...kept }),
  }
}

/** A token of this wire, as its decoders hand it on. */
export function issued(
  data: string,
  kind: ContinuityToken['kind'],
  model: string,
): ContinuityToken {
  return { data, kind, issuer: { wire: responsesWire, provider: '', model } }
}

/** The item, or undefined when the target would refuse it; a lost text is a warning. */
export function encodeReasoning(
  part: ReasoningPart,
  context: ItemContext,
  path: string,
): JsonObject | undefined {
  const own = ownFields(part)
  const token = part.continuity
  const readable = token !== undefined && context.accepts(token)
  const emptied = own !== undefined && tokenSlot in own && own[tokenSlot] === undefined
  const known = own !== undefined && token === undefined && !emptied && !isMadeId(part.id ?? '')
  if (!readable && !known && !context.reply) {
    if (part.text !== '')
      context.warn('dropped', path, 'This target cannot read reasoning that it did not issue.')
    return undefined
  }
  const id = part.id
  const keepsId = id !== undefined && (own !== undefined || id.startsWith('rs_')) && !isMadeId(id)
  return {
    ...own,
    type: 'reasoning',
    ...(keepsId ? { id } : {}),
    ...writtenText(part, context),
    ...(readable ? { encrypted_content: token.data } : {}),
  }
}

function writtenText(part: ReasoningPart, context: ItemContext): JsonObject {
  const own = ownFields(part)
  if (own !== undefined && ('summary' in own || 'content' in own)) {
    if (readText(own).joined === part.text) return {}
    return { summary: [], content: undefined, ...textFields(part) }
  }
  return textFields(context.native ? part : { ...part, form: 'summary' })
}

/** `summary` and `content` for a part's text. */
function textFields(part: Pick<ReasoningPart, 'form' | 'text'>): JsonObject {
  const { text: value, form } = part
  if (value === '' || form === 'redacted') return { summary: [] }
  if (form === 'summary') return { summary: [{ type: 'summary_text', text: value }] }
  return { summary: [], content: [{ type: 'reasoning_text', text: value }] }
}

function pickText(item: JsonObject): JsonObject {
  return { summary: item['summary'], content: item['content'] }
}

function readText(item: JsonObject): { form: ReasoningPart['form']; joined: string } {
  const content = objects(item['content']).map((entry) => text(entry, 'text') ?? '')
  if (content.length > 0) return { form: 'full', joined: content.join('\n\n') }
  const summary = objects(item['summary']).map((entry) => text(entry, 'text') ?? '')
  if (summary.length > 0) return { form: 'summary', joined: summary.join('\n\n') }
  return { form: 'redacted', joined: '' }
}
