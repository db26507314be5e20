import type { ProviderTable } from '../provider-table.ts'

export const moonshot: ProviderTable = {
  provider: 'moonshot',
  adapter: 'openai-compatible',
  host: 'api.moonshot.ai',
  page: 'https://platform.moonshot.ai/docs/pricing/chat#product-pricing',
  rows: `
kimi-k2 | chat | $ in 0.57 out 2.3 | src g
kimi-k2-0711-preview | chat | $ in 0.6 out 2.5 read 0.15 | can tools | not vision audio video pdf reasoning | limit context 131072 output 16384 | released 2025-07-14 | src gmp
kimi-k2-0905-preview | chat | $ in 0.6 out 2.5 read 0.15 | can tools | not vision audio video pdf reasoning | limit context 262144 output 262144 | released 2025-09-05 | src gmp
kimi-k2-thinking | chat | $ in 0.6 out 2.5 read 0.15 | can tools reasoning | not vision audio video pdf | limit context 262144 output 262144 | released 2025-11-06 | src gmp
kimi-k2-thinking-turbo | chat | $ in 1.15 out 8 read 0.15 | can tools reasoning | not vision audio video pdf | limit context 262144 output 262144 | released 2025-11-06 | src gmp
kimi-k2-turbo-preview | chat | $ in 1.15 out 8 read 0.15 | can tools | not vision audio video pdf reasoning | limit context 262144 output 262144 | released 2025-09-05 | conflict in g=1.15 p=1.15 m=2.4 | conflict out g=8 p=8 m=10 | conflict read g=0.15 p=0.15 m=0.6 | src gp
kimi-k2.5 | chat | $ in 0.6 out 3 read 0.1 | can tools vision video reasoning structured_output | not audio pdf | reasoning toggle | limit context 262144 output 262144 | released 2026-01 | src gmp
kimi-k2.6 | chat | $ in 0.95 out 4 read 0.16 | can tools vision video reasoning structured_output | not audio pdf | reasoning toggle | limit context 262144 output 262144 | released 2026-04-21 | src gmp
kimi-k2.7-code | chat | $ in 0.95 out 4 read 0.19 | can tools vision video reasoning structured_output | not audio pdf | limit context 262144 output 262144 | released 2026-06-12 | src gmp
kimi-k2.7-code-highspeed | chat | $ in 1.9 out 8 read 0.38 | can tools vision video reasoning structured_output | not audio pdf | limit context 262144 output 262144 | released 2026-06-12 | src mp
kimi-k3 | chat | $ in 3 out 15 read 0.3 | can vision | limit context 1048576 | src gp
moonshot-v1-128k | chat | $ in 2 out 5 | limit context 131072 | src gp
moonshot-v1-128k-vision-preview | chat | $ in 2 out 5 | can vision | limit context 131072 | src gp
moonshot-v1-32k | chat | $ in 1 out 3 | limit context 32768 | src gp
moonshot-v1-32k-vision-preview | chat | $ in 1 out 3 | can vision | limit context 32768 | src gp
moonshot-v1-8k | chat | $ in 0.2 out 2 | limit context 8192 | src gp
moonshot-v1-8k-vision-preview | chat | $ in 0.2 out 2 | can vision | limit context 8192 | src gp
`,
}
