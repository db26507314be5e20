import type { ProviderTable } from '../provider-table.ts'

export const mistral: ProviderTable = {
  provider: 'mistral',
  adapter: 'mistral',
  page: 'https://mistral.ai/pricing#api-pricing',
  rows: `
codestral-2501 | chat | $ in 0.3 out 0.9 | can tools | src gp
codestral-2508 | chat | $ in 0.3 out 0.9 read 0.03 | can tools | src gp cacheRead:g
codestral-embed | embedding | $ in 0.15 | src p
codestral-embed-2505 | embedding | $ in 0.15 | src p
codestral-latest | chat | $ in 0.3 out 0.9 | can tools | not vision audio video pdf reasoning | limit context 256000 output 4096 | released 2024-05-29 | src gmp
devstral-2512 | chat deprecated | $ in 0.4 out 2 read 0.04 | can tools | not vision audio video pdf reasoning | limit context 262144 output 262144 | released 2025-12-09 | src gmp cacheRead:g
devstral-latest | chat deprecated | $ in 0.4 out 2 | can tools | not vision audio video pdf reasoning | limit context 262144 output 262144 | released 2025-12-09 | src mp
devstral-medium-2507 | chat deprecated | $ in 0.4 out 2 | can tools | not vision audio video pdf reasoning | limit context 128000 output 128000 | released 2025-07-10 | src mp
devstral-medium-latest | chat deprecated | $ in 0.4 out 2 | can tools | not vision audio video pdf reasoning | limit context 262144 output 262144 | released 2025-12-02 | src mp
devstral-small | chat | $ in 0.1 out 0.3 | src g newer:n
devstral-small-2505 | chat deprecated | $ in 0.1 out 0.3 | can tools | not vision audio video pdf reasoning | limit context 128000 output 128000 | released 2025-05-07 | src m
devstral-small-2507 | chat deprecated | $ in 0.1 out 0.3 | can tools | not vision audio video pdf reasoning | limit context 128000 output 128000 | released 2025-07-10 | src mp
devstral-small-latest | chat | $ in 0.1 out 0.3 | can tools | src p
labs-devstral-small-2512 | chat deprecated | $ in 0.1 out 0.3 | can tools vision | not audio video pdf reasoning | limit context 256000 output 256000 | released 2025-12-09 | src p
labs-mistral-small-creative | chat | $ in 0.1 out 0.3 | src p
magistral-medium | chat | $ in 2 out 5 | src n
magistral-medium-2509 | chat | $ in 2 out 5 | can tools | src p
magistral-medium-latest | chat | $ in 2 out 5 | can tools reasoning | not vision audio video pdf | limit context 128000 output 16384 | released 2025-03-17 | src gmp
magistral-small | chat | $ in 0.5 out 1.5 | can tools reasoning | not vision audio video pdf | limit context 128000 output 128000 | released 2025-03-17 | src gm
magistral-small-2509 | chat | $ in 0.5 out 1.5 | can tools | src p
magistral-small-latest | chat | $ in 0.5 out 1.5 | can tools reasoning | not vision audio video pdf | limit context 128000 output 128000 | released 2025-03-17 | src gp
ministral-14b-2512 | chat | $ in 0.2 out 0.2 read 0.02 | can tools | src gp cacheRead:g
ministral-14b-latest | chat | $ in 0.2 out 0.2 | can tools | src p
ministral-3b | chat | $ in 0.04 out 0.04 | can tools | not vision audio video pdf reasoning | limit context 128000 output 128000 | released 2024-10-01 | src g
ministral-3b-2512 | chat | $ in 0.1 out 0.1 read 0.01 | can tools | src gp cacheRead:g
ministral-3b-latest | chat | $ in 0.1 out 0.1 | can tools | not vision audio video pdf reasoning | limit context 128000 output 128000 | released 2024-10-01 | conflict in p=0.1 m=0.04 | conflict out p=0.1 m=0.04 | src p
ministral-8b | chat | $ in 0.1 out 0.1 | src n
ministral-8b-2512 | chat | $ in 0.15 out 0.15 | can tools | src p
ministral-8b-latest | chat | $ in 0.15 out 0.15 | can tools | not vision audio video pdf reasoning | limit context 128000 output 128000 | released 2024-10-01 | conflict in p=0.15 m=0.1 g=0.1 | conflict out p=0.15 m=0.1 g=1 | src p
mistral-embed | embedding | $ in 0.1 out 0.1 | not tools vision audio video pdf reasoning | limit context 8000 output 3072 | released 2023-12-11 | src gmp
mistral-embed-2312 | embedding | $ in 0.1 | src p
mistral-large-2407 | chat | $ in 2 out 6 | can tools | conflict in g=2 p=0.5 | conflict out g=6 p=1.5 | src g
mistral-large-2411 | chat | $ in 2 out 6 | can tools | not vision audio video pdf reasoning | limit context 131072 output 16384 | released 2024-11-18 | conflict in g=2 m=2 p=0.5 | conflict out g=6 m=6 p=1.5 | src gm
mistral-large-2512 | chat | $ in 0.5 out 1.5 read 0.05 | can tools vision | not audio video pdf reasoning | limit context 262144 output 262144 | released 2024-11-01 | src gmp cacheRead:g
mistral-large-latest | chat | $ in 0.5 out 1.5 | can tools vision | not audio video pdf reasoning | limit context 262144 output 262144 | released 2024-11-01 | conflict in p=0.5 m=0.5 g=2 | conflict out p=1.5 m=1.5 g=6 | src mp
mistral-large-pixtral-2411 | chat | $ in 2 out 6 | can tools vision | src p
mistral-medium | chat | $ in 0.4 out 2 | can tools vision | not audio video pdf reasoning | limit context 262144 output 262144 | released 2025-08-12 | src gp
mistral-medium-2312 | chat | $ in 2.7 out 8.1 | src n
mistral-medium-2505 | chat | $ in 0.4 out 2 | can tools vision | not audio video pdf reasoning | limit context 131072 output 131072 | released 2025-05-07 | src mp
mistral-medium-2508 | chat | $ in 0.4 out 2 | can tools vision | not audio video pdf reasoning | limit context 262144 output 262144 | released 2025-08-12 | src mp
mistral-medium-2604 | chat | $ in 1.5 out 7.5 | can tools vision reasoning structured_output | not audio video pdf | reasoning effort:none,high | limit context 262144 output 262144 | released 2026-04-29 | src m
mistral-medium-3-5 | chat | $ in 1.5 out 7.5 read 0.15 | limit context 262144 | src n
mistral-medium-latest | chat | $ in 1.5 out 7.5 | can tools vision | not audio video pdf reasoning | limit context 262144 output 262144 | released 2025-08-12 | src gmp newer:n
mistral-nemo | chat | $ in 0.15 out 0.15 | can tools | not vision audio video pdf reasoning | limit context 128000 output 128000 | released 2024-07-01 | src gm
mistral-ocr-4 | ocr | unit page 0.004 | src p
mistral-ocr-4-0 | ocr | unit page 0.004 | src p
mistral-ocr-latest | ocr | unit page 0.004 | src p
mistral-saba | chat | $ in 0.2 out 0.6 | src g
mistral-small | chat | $ in 0.7 out 0.7 | can tools vision reasoning | not audio video pdf | reasoning effort:none,high | limit context 256000 output 256000 | released 2026-03-16 | src p
mistral-small-2409 | chat | $ in 0.1 out 0.3 | can tools | src p
mistral-small-24b-instruct-2501 | chat | $ in 0.05 out 0.08 | src g
mistral-small-2501 | chat | $ in 0.1 out 0.3 | can tools | src p
mistral-small-2503 | chat | $ in 0.1 out 0.3 | can tools | src p
mistral-small-2506 | chat | $ in 0.1 out 0.3 | can tools vision | not audio video pdf reasoning | limit context 128000 output 16384 | released 2025-06-20 | src mp
mistral-small-2603 | chat | $ in 0.15 out 0.6 read 0.015 | can tools vision reasoning | not audio video pdf | reasoning effort:none,high | limit context 256000 output 256000 | released 2026-03-16 | src gm cacheRead:g
mistral-small-3.1-24b-instruct | chat | $ in 0.351 out 0.555 | src g
mistral-small-3.2-24b-instruct | chat | $ in 0.075 out 0.2 | src g
mistral-small-latest | chat | $ in 0.1 out 0.3 | can tools vision reasoning | not audio video pdf | reasoning effort:none,high | limit context 256000 output 256000 | released 2026-03-16 | conflict in p=0.1 g=0.1 m=0.15 | conflict out p=0.3 g=0.3 m=0.6 | src gp
mistral-tiny | chat deprecated | $ in 0.25 out 0.25 | src gp
mistral-tiny-2407 | chat | $ in 0.15 out 0.15 | src p
mistral-tiny-latest | chat | $ in 0.15 out 0.15 | src p
mistral-vibe-cli-latest | chat | $ in 0.4 out 2 | can tools | src p
mistral-vibe-cli-with-tools | chat | $ in 0.4 out 2 | can tools | src p
mixtral-8x22b-instruct | chat | $ in 0.9 out 0.9 | src g
open-mistral-7b | chat | $ in 0.25 out 0.25 | can tools | not vision audio video pdf reasoning | limit context 8000 output 8000 | released 2023-09-27 | src gmp
open-mistral-nemo | chat deprecated | $ in 0.15 out 0.15 | can tools | not vision audio video pdf reasoning | limit context 128000 output 128000 | released 2024-07-01 | src gmp
open-mistral-nemo-2407 | chat | $ in 0.15 out 0.15 | can tools | src p
open-mixtral-8x22b | chat | $ in 2 out 6 | can tools | not vision audio video pdf reasoning | limit context 64000 output 64000 | released 2024-04-17 | src mp
open-mixtral-8x7b | chat | $ in 0.7 out 0.7 | can tools | not vision audio video pdf reasoning | limit context 32000 output 32000 | released 2023-12-11 | src gmp
pixtral-12b | chat | $ in 0.15 out 0.15 | can tools vision | not audio video pdf reasoning | limit context 128000 output 128000 | released 2024-09-01 | src gm
pixtral-12b-2409 | chat | $ in 0.15 out 0.15 | can tools vision | src p
pixtral-large-2411 | chat | $ in 2 out 6 | can tools vision | src gp
pixtral-large-latest | chat | $ in 2 out 6 | can tools vision | not audio video pdf reasoning | limit context 128000 output 128000 | released 2024-11-01 | src gmp
voxtral-small-24b-2507 | chat | $ in 0.1 out 0.4 read 0.01 | src g newer:n
`,
}
