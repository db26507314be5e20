import { createViews } from '../unicode/create-views.ts'

/** The folded form of a text, which rules and model read. */
export function foldText(text: string): string {
  return createViews(text).folded.text
}
