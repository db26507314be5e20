import type { StreamEvent } from './response.ts'

/** Whether an event commits a stream: something the client would see, or its end. */
export function isContent(event: StreamEvent): boolean {
  switch (event.type) {
    case 'part-delta':
      return event.text !== ''
    case 'part-patch':
    case 'finish':
    case 'blocked':
      return true
    case 'part-start':
      return event.part.type !== 'text' && event.part.type !== 'reasoning'
    case 'start':
    case 'part-end':
    case 'logprobs':
    case 'usage':
    case 'error':
    case 'opaque':
      return false
  }
}
