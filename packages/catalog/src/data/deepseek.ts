import type { ProviderTable } from '../provider-table.ts'

export const deepseek: ProviderTable = {
  provider: 'deepseek',
  adapter: 'deepseek',
  host: 'api.deepseek.com',
  page: 'https://api-docs.deepseek.com/quick_start/pricing',
  rows: `
deepseek-chat | chat | $ in 0.14 out 0.28 read 0.0028 | can tools | not vision audio video pdf reasoning | limit context 1000000 output 384000 | released 2025-12-01 | conflict in p=0.14 m=0.14 g=0.135 | conflict out p=0.28 m=0.28 g=0.55 | conflict read p=0.0028 m=0.0028 g=0.035 | src mp
deepseek-reasoner | chat | $ in 0.14 out 0.28 read 0.0028 | can tools reasoning | not vision audio video pdf | limit context 1000000 output 384000 | released 2025-12-01 | conflict in p=0.14 m=0.14 g=0.135 | conflict out p=0.28 m=0.28 g=0.55 | conflict read p=0.0028 m=0.0028 g=0.035 | src mp
deepseek-v3.1-terminus | chat | $ in 0.27 out 0.95 read 0.13 | src g
deepseek-v3.2 | chat | $ in 0.2288 out 0.3432 | src g
deepseek-v3.2-exp | chat | $ in 0.27 out 0.41 | src g
deepseek-v4-flash | chat | $ in 0.14 out 0.28 read 0.0028 | from 2026-08-17 in 0.22 out 0.66 read 0.007 | from 2026-08-17 01:00-04:00 weekdays in 0.44 out 1.32 read 0.014 | from 2026-08-17 06:00-10:00 weekdays in 0.44 out 1.32 read 0.014 | can tools reasoning structured_output | not vision audio video pdf | reasoning toggle effort:high,max | limit context 1000000 output 384000 | released 2026-04-24 | src gmp newer:n
deepseek-v4-pro | chat | $ in 0.435 out 0.87 read 0.003625 | from 2026-08-17 in 0.66 out 1.98 read 0.022 | from 2026-08-17 01:00-04:00 weekdays in 1.32 out 3.96 read 0.044 | from 2026-08-17 06:00-10:00 weekdays in 1.32 out 3.96 read 0.044 | can tools reasoning structured_output | not vision audio video pdf | reasoning toggle effort:high,max | limit context 1000000 output 384000 | released 2026-04-24 | src gmp newer:n
`,
}
