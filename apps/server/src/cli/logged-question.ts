import { type JsonObject, isJsonObject } from '@signalbox/core'
import { loggedStateSchema, routeRequestSchema } from '@signalbox/router'
import { z } from 'zod'

import { readQuestion, type RouteQuestion } from '../routing/route-question.ts'
import type { RoutingPart } from '../routing/routing-part.ts'
import { InputFileError } from './input-file.ts'

const decisionLine = z.object({
  request: routeRequestSchema,
  state: loggedStateSchema.optional(),
  usage: z.object({ output: z.object({ text: z.number(), reasoning: z.number() }) }).nullish(),
})

/** A line of the decision log with what was known then, or the body of a request. */
export function loggedQuestion(
  line: JsonObject,
  { resolve }: Pick<RoutingPart, 'resolve'>,
  id: string,
): RouteQuestion {
  if (!isJsonObject(line['request'])) return readQuestion(line, { resolve, id })
  const { success, data, error } = decisionLine.safeParse(line)
  if (!success) throw new InputFileError(`${id}: ${z.prettifyError(error).replaceAll('\n', ' ')}`)
  const { request, state, usage } = data
  const { model, hints } = request
  return {
    request: { ...request, id, asked: resolve({ model, hints, wire: 'openai-chat' }) },
    logged: {
      state,
      outTokens:
        usage === null || usage === undefined
          ? undefined
          : usage.output.text + usage.output.reasoning,
    },
  }
}
