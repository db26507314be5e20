import type { Inbound, JsonObject, Surface } from '@signalbox/core'

import { stringOf } from '../wire/objects.ts'

const roots = ['/v1beta', '/v1', '/gemini/v1beta', '/gemini/v1']

/** The AI SDK leaves `models/` out when a model's name has a slash, so the last form is without. */
const forms = ['models/{model}', 'models/{model*}', '{model*}']

/** The paths of some actions; a model may have slashes, escaped or not. */
export function surfacesOf(actions: readonly string[]): readonly Surface[] {
  return roots.flatMap((root) =>
    actions.flatMap((action) =>
      forms.map((form) => ({
        method: 'POST',
        path: `${root}/${form}:${action}`,
        lane: 'hot' as const,
        auth: 'key' as const,
      })),
    ),
  )
}

/** The word behind the colon of a path. */
export function actionOf(inbound: Inbound | undefined): string {
  return /:([A-Za-z]+)$/.exec(inbound?.path ?? '')?.[1] ?? ''
}

/** The model of a path, or of a body that comes without one. */
export function modelOf(
  body: JsonObject,
  params: Readonly<Record<string, string>> | undefined,
): string {
  const name = params?.['model'] ?? stringOf(body['model']) ?? ''
  return name.startsWith('models/') ? name.slice('models/'.length) : name
}

/** Whether the client wants server-sent events; else a stream is one JSON array. */
export function wantsEvents(inbound: Inbound): boolean {
  return /(?:^|&)(?:\$|%24)?alt=sse(?:&|$)/.test(inbound.query)
}
