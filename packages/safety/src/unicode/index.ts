export { createViews } from './create-views.ts'
export type { Codec, DecodedView, InvisibleRun, View, Views } from './views.ts'
