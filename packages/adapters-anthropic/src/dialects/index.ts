export { anthropicCountTokens } from './count-tokens.ts'
export { anthropicMessages } from './messages.ts'
