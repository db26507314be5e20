import { createTextFilter, type TextStream } from '@signalbox/safety'

import type { Opening } from './frame.ts'
import { decimals, shownFindings, shownScores } from './line-output.ts'
import type { LinePolicies } from './policy-options.ts'

/** One id of `safety stream`, from its first frame to its last line. */
export class OpenStream {
  readonly id: string | number
  readonly opening: Opening
  /** Everything that came, as text. */
  input = ''
  /** Everything that was released. */
  output = ''
  readonly #filter: TextStream
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  #sequence = 0
  #pendingMax = 0
  #pendingSum = 0
  #us = 0

  constructor(id: string | number, opening: Opening, policies: LinePolicies) {
    this.id = id
    this.opening = opening
    this.#filter = streamFor(opening, policies)
  }

  get isBlocked(): boolean {
    return this.#filter.blocked !== undefined
  }

  /** Takes a frame's text and answers it; `end` makes this the last line. */
  take(
    given: { readonly chunk?: string | undefined; readonly bytes?: Uint8Array | undefined },
    end: boolean,
    timing: boolean,
  ): object {
    const startedAt = performance.now()
    const { chunk = '', bytes } = given
    const decoded = bytes === undefined ? '' : this.#decoder.decode(bytes, { stream: true })
    const text = chunk + decoded + (end ? this.#decoder.decode() : '')
    this.input += text
    let out = text === '' ? '' : this.#filter.push(text)
    if (end && !this.isBlocked) out += this.#filter.end()
    const isLast = end || this.isBlocked
    const released = this.isBlocked ? '' : out
    this.output += released
    const pending = isLast ? 0 : this.#filter.pending
    this.#pendingMax = Math.max(this.#pendingMax, pending)
    this.#pendingSum += pending
    this.#us += (performance.now() - startedAt) * 1000
    const line = { id: this.id, seq: this.#sequence, chunk: released, pending }
    this.#sequence += 1
    return isLast ? { ...line, ...this.#closing(timing) } : line
  }

  /** The answer to a frame that comes after the last line. */
  ignored(): object {
    const line = { id: this.id, seq: this.#sequence, ignored: true }
    this.#sequence += 1
    return line
  }

  #closing(timing: boolean): object {
    const { action, findings, scores, blocked } = this.#filter
    return {
      end: true,
      action,
      findings: shownFindings(findings),
      scores: shownScores(scores),
      blocked: blocked === undefined ? null : { rule: blocked.rule, code: blocked.code },
      stats: {
        in: this.input.length,
        out: this.output.length,
        pendingMax: this.#pendingMax,
        pendingMean: decimals(this.#pendingSum / this.#sequence),
      },
      ...(timing ? { us: Math.round(this.#us) } : {}),
    }
  }
}

/** A filter as an opening asks for it. */
export function streamFor(opening: Opening, policies: LinePolicies): TextStream {
  const { channel, direction, role, tool, context, map } = opening
  return createTextFilter(policies.policyOf(context), {
    channel,
    direction,
    role,
    context,
    readKey: policies.readKey,
    ...(tool === undefined ? {} : { tool }),
    ...(map === undefined ? {} : { map }),
  })
}
