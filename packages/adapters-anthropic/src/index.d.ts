export { anthropic } from './anthropic.ts';
//# sourceMappingURL=index.d.ts.map