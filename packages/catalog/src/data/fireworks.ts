import type { ProviderTable } from '../provider-table.ts'

export const fireworks: ProviderTable = {
  provider: 'fireworks',
  adapter: 'fireworks',
  host: 'api.fireworks.ai',
  page: 'https://fireworks.ai/pricing',
  rows: `
WhereIsAI/UAE-Large-V1 | embedding | $ in 0.016 out 0.016 | src p
accounts/fireworks/models/dbrx-instruct | chat | $ in 1.2 out 1.2 | src p
accounts/fireworks/models/deepseek-r1 | chat | $ in 8 out 8 | suspect | src p
accounts/fireworks/models/deepseek-r1-0528 | chat | $ in 3 out 8 | limit context 160000 | suspect | src g
accounts/fireworks/models/deepseek-v3 | chat | $ in 0.56 out 1.68 | src p
accounts/fireworks/models/deepseek-v3-0324 | chat | $ in 0.9 out 0.9 | limit context 160000 | src g
accounts/fireworks/models/deepseek-v3p2 | chat | $ in 0.56 out 1.68 read 0.28 | limit context 163840 | src g
accounts/fireworks/models/deepseek-v4-flash | chat | $ in 0.14 out 0.28 read 0.028 | can tools reasoning structured_output | not vision audio video pdf | reasoning toggle effort:high,max | limit context 1000000 output 384000 | released 2026-04-24 | src gmp
accounts/fireworks/models/deepseek-v4-pro | chat | $ in 1.74 out 3.48 read 0.145 | priority in 2.61 out 5.22 read 0.218 | can tools reasoning structured_output | not vision audio video pdf | reasoning toggle effort:high,max | limit context 1000000 output 384000 | released 2026-04-24 | src gmp priority:p
accounts/fireworks/models/gemma-3-27b-it | chat | $ in 0.1 out 0.1 | limit context 131000 | src g
accounts/fireworks/models/glm-4p7 | chat | $ in 0.6 out 2.2 | limit context 202752 | src g
accounts/fireworks/models/glm-5 | chat | $ in 1 out 3.2 | can tools | src p
accounts/fireworks/models/glm-5p1 | chat | $ in 1.4 out 4.4 read 0.26 | priority in 2.1 out 6.6 read 0.39 | can tools reasoning | not vision audio video pdf | reasoning toggle | limit context 202800 output 131072 | released 2026-04-01 | src gmp priority:p
accounts/fireworks/models/glm-5p2 | chat | $ in 1.4 out 4.4 read 0.26 | can tools reasoning | not vision audio video pdf | reasoning toggle effort:high,max | limit context 1048575 output 131072 | released 2026-06-16 | conflict read m=0.26 p=0.26 g=0.14 | src gmp cacheRead:mp
accounts/fireworks/models/gpt-oss-120b | chat | $ in 0.15 out 0.6 read 0.015 | priority in 0.18 out 0.72 read 0.018 | can tools reasoning | not vision audio video pdf | reasoning effort:low,medium,high | limit context 131072 output 32768 | released 2025-08-05 | conflict read m=0.015 p=0.015 g=0.014 | src gmp cacheRead:mp priority:p
accounts/fireworks/models/gpt-oss-20b | chat | $ in 0.07 out 0.3 read 0.035 | can tools reasoning | not vision audio video pdf | reasoning effort:low,medium,high | limit context 131072 output 32768 | released 2025-08-05 | src gmp
accounts/fireworks/models/inkling | video | $ in 1 out 4.05 read 0.17 | limit context 1040000 | src g
accounts/fireworks/models/kimi-k2-instruct | chat | $ in 0.6 out 2.5 | src p
accounts/fireworks/models/kimi-k2-instruct-0905 | chat | $ in 0.6 out 2.5 | src p
accounts/fireworks/models/kimi-k2-thinking | chat | $ in 0.6 out 2.5 | src p
accounts/fireworks/models/kimi-k2p5 | chat | $ in 0.6 out 3 read 0.1 | can vision | limit context 262144 | src gp
accounts/fireworks/models/kimi-k2p6 | chat | $ in 0.95 out 4 read 0.16 | priority in 1.5 out 6 read 0.22 | can tools vision reasoning | not audio video pdf | reasoning toggle | limit context 262000 output 262000 | released 2026-04-17 | src gmp priority:p
accounts/fireworks/models/kimi-k2p7-code | chat | $ in 0.95 out 4 read 0.19 | priority in 1.425 out 6 read 0.285 | can tools vision reasoning | not audio video pdf | reasoning toggle | limit context 262000 output 262000 | released 2026-06-12 | src gmp priority:p
accounts/fireworks/models/kimi-k3 | chat | $ in 3 out 15 read 0.3 | can tools vision | limit context 1040000 | conflict in g=3 p=30 | conflict out g=15 p=150 | conflict read g=0.3 p=3 | src g
accounts/fireworks/models/kimi-k3-fast | chat | $ in 4.5 out 22.5 read 0.45 | limit context 1040000 | src g
accounts/fireworks/models/kimi-k3-us | chat | $ in 3.3 out 16.5 read 0.33 | limit context 1040000 | src g
accounts/fireworks/models/llama-v3p1-405b-instruct | chat | $ in 3 out 3 | src p
accounts/fireworks/models/llama-v3p1-8b-instruct | chat | $ in 0.2 out 0.2 | limit context 131000 | src g
accounts/fireworks/models/llama4-maverick-instruct-basic | chat | $ in 0.22 out 0.88 | can vision | limit context 1000000 | src gp
accounts/fireworks/models/llama4-scout-instruct-basic | chat | $ in 0.15 out 0.6 | can vision | src p
accounts/fireworks/models/minimax-m2p1 | chat | $ in 0.3 out 1.2 | can tools | limit context 204800 | src gp
accounts/fireworks/models/minimax-m2p5 | chat | $ in 0.3 out 1.2 read 0.03 | can tools | src p
accounts/fireworks/models/minimax-m2p7 | chat | $ in 0.3 out 1.2 read 0.06 | priority in 0.45 out 1.8 read 0.09 | can tools reasoning | not vision audio video pdf | reasoning effort:low,medium,high | limit context 196608 output 196608 | released 2026-04-12 | src gmp priority:p
accounts/fireworks/models/minimax-m3 | chat | $ in 0.3 out 1.2 read 0.06 | priority in 0.45 out 1.8 read 0.09 | can tools reasoning | not vision audio video pdf | reasoning effort:low,medium,high | limit context 512000 output 512000 | released 2026-06-12 | src gmp priority:p
accounts/fireworks/models/mixtral-8x22b-instruct | chat | $ in 1.2 out 1.2 | src p
accounts/fireworks/models/mixtral-8x7b | chat | $ in 0.5 out 0.5 | src p
accounts/fireworks/models/nemotron-3-ultra-nvfp4 | chat | $ in 0.6 out 2.4 read 0.12 | limit context 262000 | src gp
accounts/fireworks/models/qwen2p5-vl-72b-instruct | chat | $ in 0.9 out 0.9 | limit context 128000 | src g
accounts/fireworks/models/qwen3-235b-a22b | chat | $ in 0.22 out 0.88 | limit context 128000 | src g
accounts/fireworks/models/qwen3p6-plus | chat | $ in 0.5 out 3 read 0.1 | src gp
accounts/fireworks/models/qwen3p7-plus | chat | $ in 0.4 out 1.6 read 0.08 | can tools vision reasoning | not audio video pdf | reasoning toggle effort:low,medium,high budget | limit context 262144 output 65536 | released 2026-06-12 | src gmp
accounts/fireworks/routers/glm-5p1-fast | chat | $ in 2.8 out 8.8 read 0.52 | can tools reasoning | not vision audio video pdf | reasoning toggle | limit context 202800 output 131072 | released 2026-04-01 | src gmp
accounts/fireworks/routers/glm-5p2-fast | chat | $ in 2.1 out 6.6 read 0.21 | can tools reasoning | not vision audio video pdf | reasoning toggle effort:high,max | limit context 1048575 output 131072 | released 2026-06-26 | src gm
accounts/fireworks/routers/kimi-k2p6-fast | chat | $ in 2 out 8 read 0.3 | can tools vision reasoning | not audio video pdf | reasoning toggle | limit context 262000 output 262000 | released 2026-04-17 | src gmp
accounts/fireworks/routers/kimi-k2p6-turbo | chat | $ in 2 out 8 read 0.3 | can tools vision reasoning | not audio video pdf | reasoning toggle | limit context 262000 output 262000 | released 2026-04-17 | src m
accounts/fireworks/routers/kimi-k2p7-code-fast | chat | $ in 1.9 out 8 read 0.38 | can tools vision reasoning | not audio video pdf | reasoning toggle | limit context 262000 output 262000 | released 2026-06-12 | src gmp
nomic-ai/nomic-embed-text-v1 | embedding | $ in 0.008 out 0.008 | src p
nomic-ai/nomic-embed-text-v1.5 | embedding | $ in 0.008 out 0.008 | src p
thenlper/gte-base | embedding | $ in 0.008 out 0.008 | src p
thenlper/gte-large | embedding | $ in 0.016 out 0.016 | src p
`,
}
