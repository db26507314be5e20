import type {
  Frame,
  JsonObject,
  Seen,
  Source,
  StreamRelay,
  UsdOf,
  WireResponse,
} from '@signalbox/core'
import { stringify, isJsonObject, sseRelay } from '@signalbox/core'

import { inBandError, malformed, truncated } from '../errors.ts'
import { decodeFinish } from '../finish-reason.ts'
import { isList, objects, text } from '../json-fields.ts'
import type { CompatibleRow } from '../row.ts'
import { decodeUsage } from '../usage.ts'
import { objectAt } from './own-fields.ts'
import { ChunkRepair } from './repair.ts'
import { usageOf } from './response.ts'
import { saysSomething } from './scope.ts'
import { parseChunk } from './stream.ts'

const watch =
  /"usage"\s*:\s*\{|"error"\s*:\s*[{"]|"finish_reason"\s*:\s*"|"tool_calls"\s*:\s*\[\s*\{[^}]*"id"|\[DONE\]/

/** Lets a stream of this wire pass, with the row's repairs and without usage nobody asked for. */
export function relayChatStream(row: CompatibleRow, source: Source, usdOf?: UsdOf): StreamRelay {
  const wantsUsage = objectAt(source.body, 'stream_options')['include_usage'] === true
  const { repairs = [] } = row
  const watcher = new ChatWatcher(row)
  const observe = (frame: Frame, seen: Seen) => watcher.observe(frame, seen)
  const cost = usdOf !== undefined && wantsUsage ? { path: ['usage'], usdOf } : undefined
  if (wantsUsage && repairs.length === 0) return sseRelay({ watch, observe, cost, truncated })
  const repair = new ChunkRepair(repairs, wantsUsage)
  const owed = () => repair.owed().map(frameOf).join('')
  const noDone = repairs.includes('no-done')
  return sseRelay({
    watch,
    observe,
    cost,
    truncated,
    repair: (frame) => {
      if (frame.data === '[DONE]') {
        const before = owed()
        return before === '' ? undefined : `${before}data: [DONE]\n\n`
      }
      if (!repair.concerns(frame.data)) return undefined
      const chunk = parseChunk(frame.data)
      if (chunk === undefined) return undefined
      const repaired = repair.chunk(chunk)
      if (repaired === undefined) return ''
      return repaired === chunk && frame.event === undefined ? undefined : frameOf(repaired)
    },
    tail: () => (noDone && !watcher.done ? `${owed()}data: [DONE]\n\n` : undefined),
  })
}

function frameOf(chunk: JsonObject): string {
  return `data: ${stringify(chunk)}\n\n`
}

class ChatWatcher {
  readonly #row: CompatibleRow
  readonly #finished = new Map<number, boolean>()
  #calls = false
  done = false

  constructor(row: CompatibleRow) {
    this.#row = row
  }

  observe(frame: Frame, seen: Seen): boolean {
    if (frame.data === '[DONE]') {
      this.done = true
      seen.finish ??= decodeFinish(undefined, { calls: this.#calls, refusal: false })
      return true
    }
    if (!watch.test(frame.data)) return false
    const chunk = parseChunk(frame.data)
    if (chunk === undefined) {
      seen.error ??= malformed('The provider sent a chunk that is not JSON.')
      return true
    }
    this.#note(chunk, seen)
    if (saysSomething(chunk['error'])) {
      seen.error ??= inBandError(chunk)
      return true
    }
    const whole = this.#finished.size > 0 && [...this.#finished.values()].every(Boolean)
    return whole && this.#row.repairs?.includes('no-done') === true
  }

  #note(chunk: JsonObject, seen: Seen): void {
    const id = text(chunk, 'id')
    if (id !== undefined && id !== '') seen.id ??= id
    const usage = usageOf(chunk)
    if (usage !== undefined) seen.usage = decodeUsage(usage, this.#row)
    for (const choice of objects(chunk['choices'])) {
      const calls = objectAt(choice, 'delta')['tool_calls']
      if (isList(calls) && calls.length > 0) this.#calls = true
      const native = text(choice, 'finish_reason')
      const index = Number(choice['index'] ?? 0)
      if (native === undefined || native === '') {
        this.#finished.set(index, this.#finished.get(index) ?? false)
        continue
      }
      this.#finished.set(index, true)
      seen.finish ??= decodeFinish(native, { calls: this.#calls, refusal: false })
    }
  }
}

/** A whole answer's bytes; undefined (render it again) when the row's defects show. */
export function relayChatResponse(
  row: CompatibleRow,
  response: WireResponse,
): Uint8Array | undefined {
  const { repairs = [] } = row
  if (!repairs.includes('tools') && !repairs.includes('finish')) return response.body
  const body = parseChunk(new TextDecoder().decode(response.body))
  const sound = objects(body?.['choices']).every((choice) => {
    const message = objectAt(choice, 'message')
    const calls = objects(message['tool_calls'])
    const typed = calls.every((call) => isSaid(call['type']) && isSaid(call['id']))
    const prose = !isList(message['content'])
    return typed && prose && isSaid(choice['finish_reason']) && isJsonObject(choice['message'])
  })
  return sound ? response.body : undefined
}

function isSaid(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}
