import type { Context, EventStage, Extensions, Middleware } from '@signalbox/core'
import type { Router } from '@signalbox/router'

import { decisionJson } from './decision-json.ts'

/** With `x-signalbox-explain: 1` an answer carries its decision: in its body, or at the end of its stream. */
export function attachExplanation(router: Router): Middleware {
  return async function explain(context, next) {
    await next()
    if (context.request.hints?.explain !== true) return
    const extra = explanationFor(router, context)
    const { response } = context
    if (extra === undefined || response === undefined) return
    if (response.type === 'completion') {
      const { completion } = response
      const extensions = merged(completion.extensions, extra)
      context.response = { type: 'completion', completion: { ...completion, extensions } }
    }
    if (response.type === 'stream')
      context.response = { type: 'stream', events: response.events.through(atEnd(extra)) }
  }
}

function explanationFor(router: Router, { facts, request }: Context): Extensions | undefined {
  const explanation = facts.decisionId === undefined ? undefined : router.explain(facts.decisionId)
  const wire = request.source?.wire
  if (explanation === undefined || wire === undefined) return undefined
  return { [wire]: { signalbox: decisionJson(explanation) } }
}

function atEnd(extra: Extensions): EventStage {
  return {
    event(event, emit) {
      const isEnd = event.type === 'finish'
      emit(isEnd ? { ...event, extensions: merged(event.extensions, extra) } : event)
    },
  }
}

function merged(one: Extensions = {}, other: Extensions): Extensions {
  const wires = Object.entries(other).map(([wire, fields]) => [wire, { ...one[wire], ...fields }])
  return { ...one, ...Object.fromEntries(wires) }
}
