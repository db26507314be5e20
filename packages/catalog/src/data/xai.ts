import type { ProviderTable } from '../provider-table.ts'

export const xai: ProviderTable = {
  provider: 'xai',
  adapter: 'xai',
  page: 'https://docs.x.ai/docs/models',
  rows: `
grok-2 | chat deprecated | $ in 2 out 10 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 32768 | src gp perUnit:p
grok-2-1212 | chat deprecated | $ in 2 out 10 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 32768 | src gp perUnit:p
grok-2-latest | chat deprecated | $ in 2 out 10 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 32768 | src gp perUnit:p
grok-2-vision | chat | $ in 2 out 10 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 32768 | src gp perUnit:p
grok-2-vision-1212 | chat | $ in 2 out 10 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can vision | limit context 32768 | src gp perUnit:p
grok-2-vision-latest | chat | $ in 2 out 10 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 32768 | src gp perUnit:p
grok-3 | chat | $ in 3 out 15 read 0.75 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 131072 | src gp cacheRead:g perUnit:p
grok-3-beta | chat | $ in 3 out 15 read 0.75 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 131072 | src gp cacheRead:g perUnit:p
grok-3-fast | chat | $ in 5 out 25 read 1.25 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 131072 | conflict in g=5 p=3 | conflict out g=25 p=15 | conflict read g=1.25 p=0.75 | src g perUnit:p
grok-3-fast-beta | chat | $ in 5 out 25 read 1.25 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 131072 | conflict in g=5 p=3 | conflict out g=25 p=15 | conflict read g=1.25 p=0.75 | src g perUnit:p
grok-3-fast-latest | chat | $ in 5 out 25 read 1.25 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 131072 | conflict in g=5 p=3 | conflict out g=25 p=15 | conflict read g=1.25 p=0.75 | src g perUnit:p
grok-3-latest | chat | $ in 3 out 15 read 0.75 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 131072 | src gp cacheRead:g perUnit:p
grok-3-mini | chat | $ in 0.3 out 0.5 read 0.075 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 131072 | src gp cacheRead:g perUnit:p
grok-3-mini-beta | chat | $ in 0.3 out 0.5 read 0.075 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 131072 | src gp cacheRead:g perUnit:p
grok-3-mini-fast | chat | $ in 0.6 out 4 read 0.15 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 131072 | conflict in g=0.6 p=0.3 | conflict out g=4 p=0.5 | conflict read g=0.15 p=0.075 | src g perUnit:p
grok-3-mini-fast-beta | chat | $ in 0.6 out 4 read 0.15 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 131072 | conflict in g=0.6 p=0.3 | conflict out g=4 p=0.5 | conflict read g=0.15 p=0.075 | src g perUnit:p
grok-3-mini-fast-latest | chat | $ in 0.6 out 4 read 0.15 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 131072 | conflict in g=0.6 p=0.3 | conflict out g=4 p=0.5 | conflict read g=0.15 p=0.075 | src g perUnit:p
grok-3-mini-latest | chat | $ in 0.3 out 0.5 read 0.075 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 131072 | src gp cacheRead:g perUnit:p
grok-4 | chat | $ in 3 out 15 read 0.75 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 256000 | src gp cacheRead:g perUnit:p
grok-4-0709 | chat | $ in 3 out 15 read 0.75 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 256000 | src gp cacheRead:g perUnit:p
grok-4-1-fast | chat | $ in 0.2 out 0.5 read 0.05 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 2000000 | src gp perUnit:p
grok-4-1-fast-non-reasoning | chat | $ in 0.2 out 0.5 read 0.05 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 2000000 | src gp perUnit:p
grok-4-1-fast-non-reasoning-latest | chat | $ in 0.2 out 0.5 read 0.05 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 2000000 | src gp perUnit:p
grok-4-1-fast-reasoning | chat | $ in 0.2 out 0.5 read 0.05 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 2000000 | src gp perUnit:p
grok-4-1-fast-reasoning-latest | chat | $ in 0.2 out 0.5 read 0.05 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 2000000 | src gp perUnit:p
grok-4-fast | chat | $ in 0.2 out 0.5 read 0.05 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 2000000 | src gp perUnit:p
grok-4-fast-non-reasoning | chat | $ in 0.2 out 0.5 read 0.05 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 2000000 | src gp perUnit:p
grok-4-fast-non-reasoning-latest | chat | $ in 0.2 out 0.5 read 0.05 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 2000000 | src gp perUnit:p
grok-4-fast-reasoning | chat | $ in 0.2 out 0.5 read 0.05 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 2000000 | src gp perUnit:p
grok-4-fast-reasoning-latest | chat | $ in 0.2 out 0.5 read 0.05 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 2000000 | src gp perUnit:p
grok-4-latest | chat | $ in 3 out 15 read 0.75 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 256000 | src gp cacheRead:g perUnit:p
grok-4.20 | chat | $ in 1.25 out 2.5 read 0.2 | >199999 in 2.5 out 5 read 0.4 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools | conflict in g=1.25 p=2 | conflict out g=2.5 p=6 | src g perUnit:p newer:n
grok-4.20-0309 | chat | $ in 1.25 out 2.5 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools | conflict in g=1.25 p=2 | conflict out g=2.5 p=6 | src g perUnit:p
grok-4.20-0309-non-reasoning | chat | $ in 1.25 out 2.5 read 0.2 | >200000 in 2.5 out 5 read 0.4 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools vision pdf structured_output | not audio video reasoning | limit context 1000000 output 30000 | released 2026-03-09 | conflict in g=1.25 m=1.25 p=2 | conflict out g=2.5 m=2.5 p=6 | src gm tiers:m perUnit:p
grok-4.20-0309-reasoning | chat | $ in 1.25 out 2.5 read 0.2 | >200000 in 2.5 out 5 read 0.4 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools vision pdf reasoning structured_output | not audio video | limit context 1000000 output 30000 | released 2026-03-09 | conflict in g=1.25 m=1.25 p=2 | conflict out g=2.5 m=2.5 p=6 | src gm tiers:m perUnit:p
grok-4.20-0309-reasoning-latest | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools vision pdf reasoning structured_output | not audio video | limit context 1000000 output 30000 | released 2026-03-09 | src p
grok-4.20-beta | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | src p
grok-4.20-beta-0309 | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | src p
grok-4.20-beta-0309-non-reasoning | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | src p
grok-4.20-beta-0309-reasoning | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | src p
grok-4.20-beta-0309-reasoning-exp-sa | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | src p
grok-4.20-beta-latest | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | src p
grok-4.20-beta-latest-non-reasoning | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | src p
grok-4.20-beta-latest-reasoning | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | src p
grok-4.20-beta-non-reasoning | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | src p
grok-4.20-beta-reasoning | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools | src p
grok-4.20-experimental-beta-0304 | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools | src p
grok-4.20-experimental-beta-0304-non-reasoning | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools | src p
grok-4.20-experimental-beta-0304-reasoning | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools | src p
grok-4.20-experimental-beta-latest | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools | src p
grok-4.20-experimental-beta-non-reasoning-latest | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools | src p
grok-4.20-experimental-beta-reasoning-latest | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools | src p
grok-4.20-multi-agent | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools | src gp perUnit:p
grok-4.20-multi-agent-0309 | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can vision pdf reasoning structured_output | not tools audio video | reasoning effort:low,medium,high,xhigh | limit context 1000000 output 30000 | released 2026-03-09 | conflict in g=2 p=2 m=1.25 | conflict out g=6 p=6 m=2.5 | src gp perUnit:p
grok-4.20-multi-agent-beta-0309 | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | src p
grok-4.20-multi-agent-beta-0309-exp-ma | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | src p
grok-4.20-multi-agent-beta-latest | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | src p
grok-4.20-multi-agent-experimental-beta-0304 | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools | src p
grok-4.20-multi-agent-experimental-beta-latest | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools | src p
grok-4.20-multi-agent-latest | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools | src p
grok-4.20-non-reasoning | chat | $ in 1.25 out 2.5 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools | conflict in g=1.25 p=2 | conflict out g=2.5 p=6 | src g perUnit:p
grok-4.20-non-reasoning-gv2 | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools | src p
grok-4.20-non-reasoning-latest | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools | src p
grok-4.20-reasoning | chat | $ in 1.25 out 2.5 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools | conflict in g=1.25 p=2 | conflict out g=2.5 p=6 | src g perUnit:p
grok-4.20-reasoning-gv2 | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools | src p
grok-4.20-reasoning-latest | chat | $ in 2 out 6 read 0.2 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools | src p
grok-4.3 | chat | $ in 1.25 out 2.5 read 0.2 | >199999 in 2.5 out 5 read 0.4 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools vision pdf reasoning structured_output | not audio video | reasoning effort:none,low,medium,high | limit context 1000000 output 30000 | released 2026-04-17 | conflict threshold m=200000 n=199999 | src gmp tiers:m perUnit:p newer:n
grok-4.3-latest | chat | $ in 1.25 out 2.5 read 0.2 | >199999 in 2.5 out 5 read 0.4 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools vision pdf reasoning structured_output | not audio video | reasoning effort:none,low,medium,high | limit context 1000000 output 30000 | released 2026-04-17 | conflict threshold p=200000 n=199999 | src gp perUnit:p undatedName:gmp newer:n
grok-4.5 | chat | $ in 2 out 6 read 0.3 | >199999 in 4 out 12 read 0.6 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools vision | limit context 500000 | conflict read g=0.5 p=0.3 | src gp cacheRead:g perUnit:p newer:n
grok-4.5-latest | chat | $ in 2 out 6 read 0.3 | >199999 in 4 out 12 read 0.6 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools vision | limit context 500000 | conflict read g=0.5 p=0.3 | src gp cacheRead:g perUnit:p newer:n
grok-4.6 | chat | $ in 2 out 6 read 0.5 | >199999 in 4 out 12 read 1 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools vision | src p newer:n
grok-beta | chat | $ in 5 out 15 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | src p
grok-build-0.1 | chat | $ in 1 out 2 read 0.2 | >199999 in 2 out 4 read 0.4 | can tools vision pdf reasoning structured_output | not audio video | limit context 256000 output 256000 | released 2026-04-16 | conflict threshold m=200000 n=199999 | src gm tiers:m newer:n
grok-build-latest | chat | $ in 2 out 6 read 0.3 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can tools vision | src p
grok-code-fast | chat | $ in 0.2 out 1.5 read 0.02 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 256000 | src gp perUnit:p
grok-code-fast-1 | chat | $ in 0.2 out 1.5 read 0.02 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 256000 | src gp cacheRead:g perUnit:p
grok-code-fast-1-0825 | chat | $ in 0.2 out 1.5 read 0.02 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | limit context 256000 | src gp perUnit:p
grok-vision-beta | chat | $ in 5 out 15 | unit webSearch 0.005 xSearch 0.005 codeExecution 0.005 attachmentSearch 0.01 fileSearch 0.0025 | can vision | src p
`,
}
