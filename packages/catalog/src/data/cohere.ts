import type { ProviderTable } from '../provider-table.ts'

export const cohere: ProviderTable = {
  provider: 'cohere',
  adapter: 'cohere',
  page: 'https://cohere.com/pricing',
  rows: `
command | chat | $ in 1 out 2 | src gp
command-a | chat | $ in 2.5 out 10 | src g
command-a-03-2025 | chat | $ in 2.5 out 10 | can tools | not vision audio video pdf reasoning | limit context 256000 output 8000 | released 2025-03-13 | src m
command-a-plus-05-2026 | chat | $ in 2.5 out 10 | can tools vision reasoning structured_output | not audio video pdf | reasoning toggle budget | limit context 128000 output 64000 | released 2026-05-20 | src m
command-a-reasoning-08-2025 | chat | $ in 2.5 out 10 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 256000 output 32000 | released 2025-08-21 | src m
command-a-translate-08-2025 | chat | $ in 2.5 out 10 | can tools | not vision audio video pdf reasoning | limit context 8000 output 8000 | released 2025-08-28 | src m
command-a-vision-07-2025 | chat | $ in 2.5 out 10 | can vision | not tools audio video pdf reasoning | limit context 128000 output 8000 | released 2025-07-31 | src m
command-light | chat | $ in 0.3 out 0.6 | src p
command-light-nightly | chat | $ in 0.3 out 0.6 | src p
command-nightly | chat | $ in 1 out 2 | src p
command-r | chat | $ in 0.15 out 0.6 | src gp
command-r-08-2024 | chat | $ in 0.15 out 0.6 | can tools | not vision audio video pdf reasoning | limit context 128000 output 4000 | released 2024-08-30 | src gm
command-r-plus | chat | $ in 2.5 out 10 | src gp
command-r-plus-08-2024 | chat | $ in 2.5 out 10 | can tools | not vision audio video pdf reasoning | limit context 128000 output 4000 | released 2024-08-30 | src gm
command-r7b | chat | $ in 0.0375 out 0.15 | src gp
command-r7b-12-2024 | chat | $ in 0.0375 out 0.15 | can tools | not vision audio video pdf reasoning | limit context 128000 output 4000 | released 2024-12-02 | src gm
command-r7b-arabic-02-2025 | chat | $ in 0.0375 out 0.15 | can tools | not vision audio video pdf reasoning | limit context 128000 output 4000 | released 2025-02-27 | src m
embed-english-light-v2.0 | embedding | $ in 0.1 | src p
embed-english-v2.0 | embedding | $ in 0.1 | src p
embed-english-v3.0 | embedding | $ in 0.1 | src p
embed-multilingual-v2.0 | embedding | $ in 0.1 | src p
embed-multilingual-v3.0 | embedding | $ in 0.1 | src p
embed-v4.0 | embedding | $ in 0.12 | limit context 128000 | src g
rerank-english-v2.0 | rerank | unit searchUnit 0.001 | src p
rerank-english-v3.0 | rerank | unit searchUnit 0.002 | src p
rerank-multilingual-v2.0 | rerank | unit searchUnit 0.001 | src p
rerank-multilingual-v3.0 | rerank | unit searchUnit 0.002 | src p
rerank-v3.5 | rerank | unit searchUnit 0.002 | src p
rerank-v4.0-fast | rerank | unit searchUnit 0.002 | src p
rerank-v4.0-pro | rerank | unit searchUnit 0.0025 | src p
`,
}
