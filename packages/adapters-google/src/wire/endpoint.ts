import type { Target, WireRequest } from '@signalbox/core'

/** Where a model's actions live: everything of a request but its body. */
export type Endpoint = (target: Target, action: string) => Omit<WireRequest, 'body'>

/** A model as a path: segments are escaped, slashes stay. */
export function modelPath(model: string): string {
  return model.split('/').map(encodeURIComponent).join('/')
}

/** A request for an action, its body still missing. */
export function actionRequest(origin: string, path: string): Omit<WireRequest, 'body'> {
  return { method: 'POST', origin, path, headers: ['content-type', 'application/json'] }
}
