import type { ProviderTable } from '../provider-table.ts'

export const groq: ProviderTable = {
  provider: 'groq',
  adapter: 'groq',
  page: 'https://groq.com/pricing/',
  rows: `
deepseek-r1-distill-llama-70b | chat | $ in 0.75 out 0.99 | can tools | limit context 131072 | src gp
gemma-7b-it | chat | $ in 0.07 out 0.07 | conflict in g=0.07 p=0.1 | conflict out g=0.07 p=0.1 | src g
gemma2-9b-it | chat | $ in 0.2 out 0.2 | src gp
llama-3.1-405b-reasoning | chat | $ in 0.59 out 0.79 | src g
llama-3.1-70b-versatile | chat | $ in 0.59 out 0.79 | src gp
llama-3.1-8b-instant | chat | $ in 0.05 out 0.08 | can tools | not vision audio video pdf reasoning | limit context 131072 output 131072 | released 2024-07-23 | src gmp
llama-3.2-11b-text-preview | chat | $ in 0.18 out 0.18 | src g
llama-3.2-11b-vision-preview | chat | $ in 0.18 out 0.18 | src g
llama-3.2-1b-preview | chat | $ in 0.04 out 0.04 | src g
llama-3.2-3b-preview | chat | $ in 0.06 out 0.06 | src g
llama-3.2-90b-text-preview | chat | $ in 0.9 out 0.9 | src g
llama-3.2-90b-vision-preview | chat | $ in 0.9 out 0.9 | src g
llama-3.3-70b-specdec | chat | $ in 0.59 out 0.99 | src g
llama-3.3-70b-versatile | chat | $ in 0.59 out 0.79 | can tools | not vision audio video pdf reasoning | limit context 131072 output 32768 | released 2024-12-06 | src gmp
llama-guard-3-8b | moderation | $ in 0.2 out 0.2 | src gp
llama2-70b-4096 | chat | $ in 0.7 out 0.8 | src gp
llama3-70b-8192 | chat | $ in 0.59 out 0.79 | src gp
llama3-8b-8192 | chat | $ in 0.05 out 0.08 | src gp
llama3-groq-70b-8192-tool-use-preview | chat | $ in 0.89 out 0.89 | src gp
llama3-groq-8b-8192-tool-use-preview | chat | $ in 0.19 out 0.19 | src gp
meta-llama/llama-4-maverick-17b-128e-instruct | chat | $ in 0.2 out 0.6 | limit context 131072 | src gp
meta-llama/llama-4-scout-17b-16e-instruct | chat beta | $ in 0.11 out 0.34 | can tools vision structured_output | not audio video pdf reasoning | limit context 131072 output 8192 | released 2025-04-05 | src gmp
meta-llama/llama-guard-4-12b | chat | $ in 0.2 out 0.2 | limit context 131072 | src gp
meta-llama/llama-prompt-guard-2-22m | chat beta | $ in 0.03 out 0.03 | not tools vision audio video pdf reasoning | limit context 512 output 512 | released 2025-05-29 | src m
meta-llama/llama-prompt-guard-2-86m | chat beta | $ in 0.04 out 0.04 | not tools vision audio video pdf reasoning | limit context 512 output 512 | released 2025-05-29 | src m
mistral-saba-24b | chat | $ in 0.79 out 0.79 | src g
mixtral-8x7b-32768 | chat | $ in 0.24 out 0.24 | can tools | src gp
moonshotai/kimi-k2-instruct-0905 | chat | $ in 1 out 3 read 0.5 | limit context 131072 | src gp
openai/gpt-oss-120b | chat | $ in 0.15 out 0.6 read 0.075 | can tools reasoning structured_output | not vision audio video pdf | reasoning effort:low,medium,high | limit context 131072 output 65536 | released 2025-08-05 | src gmp cacheRead:gm
openai/gpt-oss-20b | chat | $ in 0.075 out 0.3 read 0.0375 | can tools reasoning structured_output | not vision audio video pdf | reasoning effort:low,medium,high | limit context 131072 output 65536 | released 2025-08-05 | src gmp cacheRead:gm
openai/gpt-oss-safeguard-20b | moderation beta | $ in 0.075 out 0.3 | can tools reasoning structured_output | not vision audio video pdf | reasoning effort:low,medium,high | limit context 131072 output 65536 | released 2025-10-29 | conflict in p=0.075 m=0.075 g=0.15 | conflict out p=0.3 m=0.3 g=0.6 | src mp
qwen/qwen3-32b | chat beta | $ in 0.29 out 0.59 | can tools reasoning | not vision audio video pdf | reasoning effort:none,default | limit context 131072 output 40960 | released 2025-06-11 | src gmp
whisper-large-v3 | audio | unit audioHour 0.111 | can audio | not tools vision video pdf reasoning | released 2023-09-01 | src p newer:n
whisper-large-v3-turbo | audio | unit audioHour 0.04 | can audio | not tools vision video pdf reasoning | released 2024-10-01 | src p newer:n
`,
}
