export { googleCountTokens } from './count-tokens.ts';
export { googleEmbed } from './embed.ts';
export { googleGenerate } from './generate.ts';
//# sourceMappingURL=index.d.ts.map