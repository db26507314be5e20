export { generateLabels } from './generate-labels.ts'
export type { GeneratedLabel, LabelOptions } from './generate-labels.ts'
