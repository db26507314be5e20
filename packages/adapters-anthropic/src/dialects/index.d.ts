export { anthropicCountTokens } from './count-tokens.ts';
export { anthropicMessages } from './messages.ts';
//# sourceMappingURL=index.d.ts.map