import {
  createCollector,
  header,
  type ChatRequest,
  type Completion,
  type Context,
  type Stage,
} from '@signalbox/core'

/** What was asked and answered, as rules on content left it for providers. */
export interface SeenContent {
  readonly request: ChatRequest
  /** To be asked once the answer has ended well; absent where there was none. */
  completion: (() => Completion) | undefined
}

/**
 * Looks at prompts and answers; stands inside rules on content, so that it sees what they have made of
 * a prompt, and not what they give back to the client.
 */
export function contentStage(): Stage {
  return {
    name: 'content',
    enter({ vars, request, inbound }) {
      const trace = vars['x-request-trace']
      if (trace === undefined || request.operation !== 'chat') return
      // A caller can keep its content out, never put it in.
      if (header(inbound?.headers ?? [], 'x-signalbox-log') === 'off') return
      trace.content = { request, completion: undefined }
    },
    leave(context) {
      const seen = context.vars['x-request-trace']?.content
      if (seen !== undefined) see(context, seen)
    },
  }
}

function see(context: Context, seen: SeenContent): void {
  const { response } = context
  if (response?.type === 'completion') {
    const { completion } = response
    seen.completion = () => completion
  }
  if (response?.type !== 'stream') return
  const collector = createCollector()
  const events = response.events.tap((event) => {
    if (event.type !== 'error') collector.push(event)
  })
  seen.completion = () => collector.completion()
  context.response = { type: 'stream', events }
}
