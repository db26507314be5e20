import type { LiveEvent, LiveFeed } from './live-feed.ts'

/** What one reader may leave unread before events are skipped. */
const maxBytes = 256 * 1024
const keepAliveMs = 15_000

/** `GET /admin/v1/live`: server-sent events; a slow reader is told how many it missed. */
export function liveResponse(
  feed: LiveFeed,
  lastEventId: string | undefined,
  stopped: AbortSignal,
): Response {
  const encoder = new TextEncoder()
  const since = Number(lastEventId)
  let end = () => undefined as void
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let skipped = 0
        const send = (text: string) => {
          controller.enqueue(encoder.encode(text))
        }
        const hear = (event: LiveEvent) => {
          if ((controller.desiredSize ?? 0) <= 0) {
            skipped++
            return
          }
          if (skipped > 0) send(`event: stats\ndata: ${JSON.stringify({ skipped })}\n\n`)
          skipped = 0
          send(
            `id: ${String(event.id)}\nevent: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`,
          )
        }
        send(': live\n\n')
        const leave = feed.listen(hear, Number.isInteger(since) ? since : undefined)
        const close = () => {
          end()
          controller.close()
        }
        const timer = setInterval(() => {
          send(': live\n\n')
        }, keepAliveMs)
        timer.unref()
        end = () => {
          clearInterval(timer)
          stopped.removeEventListener('abort', close)
          leave()
        }
        stopped.addEventListener('abort', close)
      },
      cancel() {
        end()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: maxBytes }),
  )
  const headers = {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
  }
  return new Response(body, { headers })
}
