export type { Clock } from './clock.ts'
export type { Billed, JournalEntry } from './journal.ts'
export type { Knobs } from './knobs.ts'
export { simulate, type SimulateOptions, type Simulator } from './simulate.ts'
