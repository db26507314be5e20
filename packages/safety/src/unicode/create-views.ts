import { trigger, triggersOf } from '../prefilter/triggers.ts'
import { decodedViews } from './decoded.ts'
import { foldedView } from './folded.ts'
import { invisibleRuns } from './invisible.ts'
import { plainView } from './plain.ts'
import type { DecodedView, InvisibleRun, View, Views } from './views.ts'

/** The shared, lazily made views of one text. */
export function createViews(original: string): Views {
  const seen = triggersOf(original)
  const ascii = (seen & trigger.nonAscii) === 0
  let plain: View | undefined
  let folded: View | undefined
  let decoded: readonly DecodedView[] | undefined
  let invisible: readonly InvisibleRun[] | undefined
  let triggers: number | undefined = ascii ? seen : undefined
  const views: Views = {
    original,
    ascii,
    get triggers() {
      triggers ??= triggersOf(views.plain.text) | trigger.nonAscii
      return triggers
    },
    get plain() {
      plain ??= plainView(original, ascii)
      return plain
    },
    get folded() {
      folded ??= foldedView(views.plain)
      return folded
    },
    get decoded() {
      decoded ??= decodedViews(original, views.plain)
      return decoded
    },
    get invisible() {
      invisible ??= ascii ? [] : invisibleRuns(original)
      return invisible
    },
  }
  return views
}
