import type { ProviderTable } from '../provider-table.ts'

export const azure: ProviderTable = {
  provider: 'azure',
  adapter: 'azure',
  page: 'https://azure.microsoft.com/en-us/pricing/details/cognitive-services/openai-service/#pricing',
  rows: `
DeepSeek-V3 | chat | $ in 1.14 out 4.56 | src p
DeepSeek-V4-Flash-0731 | chat | $ in 0.19 out 0.51 read 0.028 | can tools | src p
Kimi-K2.7-Code | chat | $ in 0.95 out 4 read 0.19 | can tools vision | src p
Kimi-K3 | chat | $ in 33 out 165 read 3.3 | suspect | src p
Llama-2-70b-chat | chat | $ in 1.54 out 1.77 | src p
Mistral-Large-3 | chat | $ in 0.5 out 1.5 | src p
claude-fable-5 | chat | $ in 10 out 50 read 1 w5m 12.5 w1h 20 | can tools vision pdf reasoning | not audio video | reasoning effort:low,medium,high,xhigh,max | limit context 1000000 output 128000 | released 2026-06-09 | src mp
claude-haiku-4-5 | chat | $ in 1 out 5 read 0.1 w5m 1.25 | can tools vision pdf reasoning structured_output | not audio video | reasoning budget | limit context 200000 output 64000 | released 2025-11-18 | src m
claude-haiku-4-5-20251001 | chat | $ in 1 out 5 read 0.1 w5m 1.25 w1h 2 | can tools vision pdf reasoning structured_output | not audio video | reasoning budget | limit context 200000 output 64000 | released 2025-11-18 | src p
claude-opus-4-1 | chat | $ in 15 out 75 read 1.5 w5m 18.75 | can tools vision pdf reasoning structured_output | not audio video | reasoning budget | limit context 200000 output 32000 | released 2025-11-18 | src m
claude-opus-4-1-20250805 | chat | $ in 15 out 75 read 1.5 w5m 18.75 w1h 30 | can tools vision pdf reasoning structured_output | not audio video | reasoning budget | limit context 200000 output 32000 | released 2025-11-18 | src p
claude-opus-4-5 | chat | $ in 5 out 25 read 0.5 w5m 6.25 | can tools vision pdf reasoning | not audio video | reasoning effort:low,medium,high budget | limit context 200000 output 64000 | released 2025-11-24 | src m
claude-opus-4-5-20251101 | chat | $ in 5 out 25 read 0.5 w5m 6.25 w1h 10 | can tools vision pdf reasoning | not audio video | reasoning effort:low,medium,high budget | limit context 200000 output 64000 | released 2025-11-24 | src p
claude-opus-4-6 | chat | $ in 5 out 25 read 0.5 w5m 6.25 w1h 10 | can tools vision pdf reasoning | not audio video | reasoning effort:low,medium,high,max budget | limit context 200000 output 128000 | released 2026-02-05 | src mp
claude-opus-4-7 | chat | $ in 5 out 25 read 0.5 w5m 6.25 w1h 10 | can tools vision | src p
claude-opus-4-8 | chat | $ in 5 out 25 read 0.5 w5m 6.25 w1h 10 | can tools vision pdf reasoning | not audio video | reasoning effort:low,medium,high,max | limit context 200000 output 128000 | released 2026-05-28 | src mp
claude-opus-5 | chat | $ in 5 out 25 read 0.5 w5m 6.25 w1h 10 | can tools vision | src p
claude-sonnet-4-5 | chat | $ in 3 out 15 read 0.3 w5m 3.75 | can tools vision pdf reasoning structured_output | not audio video | reasoning budget | limit context 200000 output 64000 | released 2025-11-18 | src m
claude-sonnet-4-5-20250929 | chat | $ in 3 out 15 read 0.3 w5m 3.75 w1h 6 | can tools vision pdf reasoning structured_output | not audio video | reasoning budget | limit context 200000 output 64000 | released 2025-11-18 | src p
claude-sonnet-4-6 | chat | $ in 3 out 15 read 0.3 w5m 3.75 w1h 6 | batch in 1.5 out 7.5 | can tools vision pdf reasoning structured_output | not audio video | reasoning effort:low,medium,high,max budget | limit context 1000000 output 64000 | released 2026-02-17 | src mp batch:p
claude-sonnet-5 | chat beta | $ in 2 out 10 read 0.2 w5m 2.5 w1h 4 | batch in 1 out 5 | can tools vision pdf reasoning structured_output | not audio video | reasoning toggle effort:low,medium,high,xhigh,max | limit context 1000000 output 128000 | released 2026-06-30 | src mp batch:p schedule:k newer:n
codex-mini | chat | $ in 1.5 out 6 read 0.375 | can tools reasoning | not vision audio video pdf | reasoning effort:low,medium,high | limit context 200000 output 100000 | released 2025-05-16 | src m
codex-mini-latest | chat | $ in 1.5 out 6 read 0.375 | can tools reasoning | not vision audio video pdf | reasoning effort:low,medium,high | limit context 200000 output 100000 | released 2025-05-16 | src p undatedName:m
cohere-command-a | chat | $ in 2.5 out 10 | can tools reasoning | not vision audio video pdf | limit context 256000 output 8000 | released 2025-03-13 | src m
cohere-command-r-08-2024 | chat | $ in 0.15 out 0.6 | can tools | not vision audio video pdf reasoning | limit context 128000 output 4000 | released 2024-08-30 | src mp
cohere-command-r-plus-08-2024 | chat | $ in 2.5 out 10 | can tools | not vision audio video pdf reasoning | limit context 128000 output 4000 | released 2024-08-30 | src mp
cohere-embed-v-4-0 | embedding | $ in 0.12 | can vision | not tools audio video pdf reasoning | limit context 128000 output 1536 | released 2025-04-15 | src m
cohere-embed-v3-english | embedding | $ in 0.1 | not tools vision audio video pdf reasoning | limit context 512 output 1024 | released 2023-11-07 | src m
cohere-embed-v3-multilingual | embedding | $ in 0.1 | not tools vision audio video pdf reasoning | limit context 512 output 1024 | released 2023-11-07 | src m
cohere.Cohere-rerank-v4.0-fast | rerank | unit searchUnit 0.002 | src p
cohere.Cohere-rerank-v4.0-pro | rerank | unit searchUnit 0.0025 | src p
computer-use-preview | chat | $ in 3 out 12 | src p
deepseek-r1 | chat | $ in 1.35 out 5.4 | can reasoning | not tools vision audio video pdf | limit context 163840 output 163840 | released 2025-01-20 | conflict in m=1.35 p=7.08 | conflict out m=5.4 p=2.36 | src m
deepseek-r1-0528 | chat | $ in 1.35 out 5.4 | can tools reasoning | not vision audio video pdf | limit context 163840 output 163840 | released 2025-05-28 | src m
deepseek-v3-0324 | chat | $ in 1.14 out 4.56 | can tools | not vision audio video pdf reasoning | limit context 131072 output 131072 | released 2025-03-24 | src mp
deepseek-v3.1 | chat | $ in 1.23 out 4.94 | can tools reasoning | not vision audio video pdf | limit context 131072 output 131072 | released 2025-08-21 | conflict in p=1.23 m=0.56 | conflict out p=4.94 m=1.68 | src p
deepseek-v3.2 | chat | $ in 0.58 out 1.68 | can tools reasoning | not vision audio video pdf | limit context 128000 output 128000 | released 2025-12-01 | src mp
deepseek-v3.2-speciale | chat | $ in 0.58 out 1.68 | can reasoning | not tools vision audio video pdf | limit context 128000 output 128000 | released 2025-12-01 | src mp
deepseek-v4-flash | chat | $ in 0.19 out 0.51 read 0.028 | can reasoning structured_output | not tools vision audio video pdf | limit context 1000000 output 384000 | released 2026-04-24 | src mp cacheRead:p
deepseek-v4-pro | chat | $ in 1.74 out 3.48 read 0.145 | can reasoning structured_output | not tools vision audio video pdf | limit context 1000000 output 384000 | released 2026-04-24 | src mp cacheRead:p
gpt-3.5-turbo | chat | $ in 1.5 out 2 | can tools | src p
gpt-3.5-turbo-0125 | chat | $ in 0.5 out 1.5 | not tools vision audio video pdf reasoning | limit context 16384 output 16384 | released 2024-01-25 | src m
gpt-3.5-turbo-0301 | chat | $ in 1.5 out 2 | not tools vision audio video pdf reasoning | limit context 4096 output 4096 | released 2023-03-01 | src mp
gpt-3.5-turbo-0613 | chat | $ in 1.5 out 2 | not tools vision audio video pdf reasoning | limit context 16384 output 16384 | released 2023-06-13 | conflict in p=1.5 m=3 | conflict out p=2 m=4 | src p
gpt-3.5-turbo-1106 | chat | $ in 1 out 2 | not tools vision audio video pdf reasoning | limit context 16384 output 16384 | released 2023-11-06 | src mp
gpt-3.5-turbo-16k | chat | $ in 3 out 4 | can tools | src p
gpt-3.5-turbo-instruct | chat | $ in 1.5 out 2 | not tools vision audio video pdf reasoning | limit context 4096 output 4096 | released 2023-09-21 | src m
gpt-35-turbo | chat | $ in 1.5 out 2 | can tools | src p
gpt-35-turbo-0125.ft | chat | $ in 3 out 4 | src p
gpt-35-turbo-0613.ft | chat | $ in 3 out 4 | src p
gpt-35-turbo-1106 | chat | $ in 1 out 2 | can tools | src p
gpt-35-turbo-1106.ft | chat | $ in 3 out 4 | src p
gpt-35-turbo-16k | chat | $ in 3 out 4 | can tools | src p
gpt-4 | chat | $ in 30 out 60 | can tools | not vision audio video pdf reasoning | limit context 8192 output 8192 | released 2023-03-14 | conflict in p=30 m=60 | conflict out p=60 m=120 | src p
gpt-4-0125-preview | chat | $ in 10 out 30 | can tools | src p
gpt-4-0314 | chat | $ in 30 out 60 | src p
gpt-4-0613 | chat | $ in 30 out 60 | can tools | src p
gpt-4-1106-preview | chat | $ in 10 out 30 | can tools | src p
gpt-4-32k | chat | $ in 60 out 120 | can tools | not vision audio video pdf reasoning | limit context 32768 output 32768 | released 2023-03-14 | src mp
gpt-4-32k-0314 | chat | $ in 60 out 120 | src p
gpt-4-32k-0613 | chat | $ in 60 out 120 | src p
gpt-4-turbo | chat | $ in 10 out 30 | can tools vision | not audio video pdf reasoning | limit context 128000 output 4096 | released 2023-11-06 | src mp
gpt-4-turbo-2024-04-09 | chat | $ in 10 out 30 | can tools vision | not audio video pdf reasoning | limit context 128000 output 4096 | released 2023-11-06 | src p
gpt-4-turbo-vision | chat | $ in 10 out 30 | can tools vision | not audio video pdf reasoning | limit context 128000 output 4096 | released 2023-11-06 | src m
gpt-4-vision-preview | chat | $ in 10 out 30 | can tools vision | src p
gpt-4.1 | chat | $ in 2 out 8 read 0.5 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision | not audio video pdf reasoning | limit context 1047576 output 32768 | released 2025-04-14 | src mp perUnit:p
gpt-4.1-2025-04-14 | chat | $ in 2 out 8 read 0.5 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision | not audio video pdf reasoning | limit context 1047576 output 32768 | released 2025-04-14 | src p
gpt-4.1-2025-04-14.ft | chat | $ in 3 out 12 read 0.75 | unit webSearch 0.01 fileSearch 0.0025 | src p
gpt-4.1-mini | chat | $ in 0.4 out 1.6 read 0.1 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision | not audio video pdf reasoning | limit context 1047576 output 32768 | released 2025-04-14 | src mp perUnit:p
gpt-4.1-mini-2025-04-14 | chat | $ in 0.4 out 1.6 read 0.1 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision | not audio video pdf reasoning | limit context 1047576 output 32768 | released 2025-04-14 | src p
gpt-4.1-mini-2025-04-14.ft | chat | $ in 0.8 out 3.2 read 0.2 | unit webSearch 0.01 fileSearch 0.0025 | src p
gpt-4.1-mini.ft | chat | $ in 0.8 out 3.2 read 0.2 | unit webSearch 0.01 fileSearch 0.0025 | src p
gpt-4.1-nano | chat | $ in 0.1 out 0.4 read 0.025 | can tools vision | not audio video pdf reasoning | limit context 1047576 output 32768 | released 2025-04-14 | conflict read m=0.025 p=0.03 | src mp cacheRead:m
gpt-4.1-nano-2025-04-14 | chat | $ in 0.1 out 0.4 read 0.03 | can tools vision | not audio video pdf reasoning | limit context 1047576 output 32768 | released 2025-04-14 | src p
gpt-4.1.ft | chat | $ in 3 out 12 read 0.75 | unit webSearch 0.01 fileSearch 0.0025 | src p
gpt-4.5-preview-2025-02-27 | chat | $ in 75 out 150 read 37.5 | unit fileSearch 0.0025 | can tools vision | src p
gpt-4o | chat | $ in 2.5 out 10 read 1.25 | unit fileSearch 0.0025 | can tools vision | not audio video pdf reasoning | limit context 128000 output 16384 | released 2024-05-13 | src mp perUnit:p
gpt-4o-2024-05-13 | chat | $ in 5 out 15 | unit fileSearch 0.0025 | can tools vision | not audio video pdf reasoning | limit context 128000 output 16384 | released 2024-05-13 | src p
gpt-4o-2024-08-06 | chat | $ in 2.5 out 10 read 1.25 | unit fileSearch 0.0025 | can tools vision | not audio video pdf reasoning | limit context 128000 output 16384 | released 2024-05-13 | src p
gpt-4o-2024-08-06.ft | chat | $ in 3.75 out 15 read 1.875 | unit fileSearch 0.0025 | src p
gpt-4o-2024-11-20 | chat | $ in 2.5 out 10 read 1.25 | unit fileSearch 0.0025 | can tools vision | not audio video pdf reasoning | limit context 128000 output 16384 | released 2024-05-13 | src p
gpt-4o-mini | chat | $ in 0.15 out 0.6 read 0.075 | unit fileSearch 0.0025 | can tools vision | not audio video pdf reasoning | limit context 128000 output 16384 | released 2024-07-18 | src mp perUnit:p
gpt-4o-mini-2024-07-18 | chat | $ in 0.15 out 0.6 read 0.075 | unit fileSearch 0.0025 | can tools vision | not audio video pdf reasoning | limit context 128000 output 16384 | released 2024-07-18 | src p
gpt-4o-mini-2024-07-18.ft | chat | $ in 0.3 out 1.2 read 0.15 | unit fileSearch 0.0025 | src p
gpt-4o-mini-realtime-preview | chat | $ in 0.6 out 2.4 ain 100 aout 200 aread 3 | src p
gpt-4o-mini-realtime-preview-2024-12-17 | chat | $ in 0.6 out 2.4 ain 100 aout 200 aread 3 | src p
gpt-4o-mini-search-preview | chat | $ in 0.15 out 0.6 | src p
gpt-4o-mini-search-preview-2025-03-11 | chat | $ in 0.15 out 0.6 | src p
gpt-4o-mini-transcribe | audio | $ in 1.25 out 5 | src p
gpt-4o-mini-tts | audio | $ in 0.6 | src p
gpt-4o-mini.ft | chat | $ in 0.3 out 1.2 read 0.15 | unit fileSearch 0.0025 | src p
gpt-4o-realtime-preview | chat | $ in 5 out 20 read 2.5 ain 40 aout 80 aread 2.5 | src p
gpt-4o-realtime-preview-2024-10-01 | chat | $ in 5 out 20 read 2.5 ain 100 aout 200 aread 20 | src p
gpt-4o-realtime-preview-2025-06-03 | chat | $ in 5 out 20 read 2.5 ain 40 aout 80 aread 2.5 | src p
gpt-4o-search-preview | chat | $ in 2.5 out 10 | src p
gpt-4o-search-preview-2025-03-11 | chat | $ in 2.5 out 10 | src p
gpt-4o-transcribe | audio | $ in 2.5 out 10 | src p
gpt-4o-transcribe-diarize | audio | $ in 2.5 out 10 ain 6 | src p
gpt-4o.ft | chat | $ in 3.75 out 15 read 1.875 | unit fileSearch 0.0025 | src p
gpt-5 | chat | $ in 1.25 out 10 read 0.125 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision reasoning | not audio video pdf | reasoning effort:minimal,low,medium,high | limit context 272000 output 128000 | released 2025-08-07 | conflict read p=0.125 m=0.13 | src mp cacheRead:p perUnit:p
gpt-5-2025-08-07 | chat | $ in 1.25 out 10 read 0.125 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision reasoning | not audio video pdf | reasoning effort:minimal,low,medium,high | limit context 272000 output 128000 | released 2025-08-07 | src p
gpt-5-chat | chat | $ in 1.25 out 10 read 0.13 | can vision reasoning | not tools audio video pdf | limit context 128000 output 16384 | released 2025-08-07 | src m
gpt-5-chat-2025-10-03 | chat | $ in 1.25 out 10 read 0.13 | unit webSearch 0.01 fileSearch 0.0025 | can vision reasoning | not tools audio video pdf | limit context 128000 output 16384 | released 2025-08-07 | src p
gpt-5-chat-latest | chat | $ in 1.25 out 10 read 0.125 | can vision reasoning | not tools audio video pdf | limit context 128000 output 16384 | released 2025-08-07 | src p
gpt-5-codex | chat | $ in 1.25 out 10 read 0.125 | can tools vision reasoning | not audio video pdf | reasoning effort:low,medium,high | limit context 400000 output 128000 | released 2025-09-15 | conflict read p=0.125 m=0.13 | src mp cacheRead:p
gpt-5-mini | chat | $ in 0.25 out 2 read 0.025 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision reasoning | not audio video pdf | reasoning effort:minimal,low,medium,high | limit context 272000 output 128000 | released 2025-08-07 | conflict read p=0.025 m=0.03 | src mp cacheRead:p perUnit:p
gpt-5-mini-2025-08-07 | chat | $ in 0.25 out 2 read 0.025 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision reasoning | not audio video pdf | reasoning effort:minimal,low,medium,high | limit context 272000 output 128000 | released 2025-08-07 | src p
gpt-5-nano | chat | $ in 0.05 out 0.4 read 0.005 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision reasoning | not audio video pdf | reasoning effort:minimal,low,medium,high | limit context 272000 output 128000 | released 2025-08-07 | conflict read p=0.005 m=0.01 | src mp cacheRead:p perUnit:p
gpt-5-nano-2025-08-07 | chat | $ in 0.05 out 0.4 read 0.005 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision reasoning | not audio video pdf | reasoning effort:minimal,low,medium,high | limit context 272000 output 128000 | released 2025-08-07 | src p
gpt-5-pro | chat | $ in 15 out 120 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision reasoning structured_output | not audio video pdf | reasoning effort:high | limit context 400000 output 272000 | released 2025-10-06 | src mp cacheRead:p perUnit:p
gpt-5-pro-2025-10-06 | chat | $ in 15 out 120 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision reasoning structured_output | not audio video pdf | reasoning effort:high | limit context 400000 output 272000 | released 2025-10-06 | src p
gpt-5-search-api | chat | $ in 1.25 out 10 read 0.125 | unit webSearch 0.01 fileSearch 0.0025 | src p
gpt-5-search-api-2025-10-14 | chat | $ in 1.25 out 10 read 0.125 | unit webSearch 0.01 fileSearch 0.0025 | src p
gpt-5.1 | chat | $ in 1.25 out 10 read 0.125 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision audio reasoning structured_output | not video pdf | gives text image audio | reasoning effort:none,low,medium,high | limit context 272000 output 128000 | released 2025-11-14 | src mp perUnit:p
gpt-5.1-2025-11-13 | chat | $ in 1.25 out 10 read 0.125 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision audio reasoning structured_output | not video pdf | gives text image audio | reasoning effort:none,low,medium,high | limit context 272000 output 128000 | released 2025-11-14 | src p
gpt-5.1-chat | chat | $ in 1.25 out 10 read 0.125 | can tools vision audio reasoning structured_output | not video pdf | gives text image audio | reasoning effort:medium | limit context 128000 output 16384 | released 2025-11-14 | src m
gpt-5.1-chat-latest | chat | $ in 1.25 out 10 read 0.125 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision audio reasoning structured_output | not video pdf | gives text image audio | reasoning effort:medium | limit context 128000 output 16384 | released 2025-11-14 | src p
gpt-5.1-codex | chat | $ in 1.25 out 10 read 0.125 | can tools vision audio reasoning structured_output | not video pdf | gives text image audio | reasoning effort:low,medium,high | limit context 400000 output 128000 | released 2025-11-14 | src mp
gpt-5.1-codex-max | chat | $ in 1.25 out 10 read 0.125 | can tools vision reasoning structured_output | not audio video pdf | reasoning effort:low,medium,high,xhigh | limit context 400000 output 128000 | released 2025-11-13 | src m
gpt-5.1-codex-mini | chat | $ in 0.25 out 2 read 0.025 | can tools vision reasoning structured_output | not audio video pdf | reasoning effort:low,medium,high | limit context 400000 output 128000 | released 2025-11-14 | src mp
gpt-5.2 | chat | $ in 1.75 out 14 read 0.175 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision reasoning structured_output | not audio video pdf | reasoning effort:none,low,medium,high,xhigh | limit context 400000 output 128000 | released 2025-12-11 | conflict read p=0.175 m=0.125 | src mp cacheRead:p perUnit:p
gpt-5.2-2025-12-11 | chat | $ in 1.75 out 14 read 0.175 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision reasoning structured_output | not audio video pdf | reasoning effort:none,low,medium,high,xhigh | limit context 400000 output 128000 | released 2025-12-11 | src p
gpt-5.2-chat | chat | $ in 1.75 out 14 read 0.175 | can tools vision reasoning structured_output | not audio video pdf | reasoning effort:medium | limit context 128000 output 16384 | released 2025-12-11 | src m
gpt-5.2-chat-2025-12-11 | chat | $ in 1.75 out 14 read 0.175 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision reasoning structured_output | not audio video pdf | reasoning effort:medium | limit context 128000 output 16384 | released 2025-12-11 | src p
gpt-5.2-chat-latest | chat | $ in 1.75 out 14 read 0.175 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision reasoning structured_output | not audio video pdf | reasoning effort:medium | limit context 128000 output 16384 | released 2025-12-11 | src p
gpt-5.2-codex | chat | $ in 1.75 out 14 read 0.175 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision reasoning structured_output | not audio video pdf | reasoning effort:low,medium,high,xhigh | limit context 400000 output 128000 | released 2026-01-14 | src mp perUnit:p
gpt-5.2-pro | chat | $ in 21 out 168 | unit webSearch 0.01 fileSearch 0.0025 | src p
gpt-5.2-pro-2025-12-11 | chat | $ in 21 out 168 | unit webSearch 0.01 fileSearch 0.0025 | src p
gpt-5.3-chat | chat | $ in 1.75 out 14 read 0.175 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision reasoning structured_output | not audio video pdf | reasoning effort:medium | limit context 128000 output 16384 | released 2026-03-03 | src mp perUnit:p
gpt-5.3-codex | chat | $ in 1.75 out 14 read 0.175 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision reasoning structured_output | not audio video pdf | reasoning effort:none,low,medium,high,xhigh | limit context 400000 output 128000 | released 2026-02-24 | src mp perUnit:p
gpt-5.4 | chat | $ in 2.5 out 15 read 0.25 | >272000 in 5 out 22.5 read 0.5 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision pdf reasoning structured_output | not audio video | reasoning effort:none,low,medium,high,xhigh | limit context 1050000 input 922000 output 128000 | released 2026-03-05 | src mp tiers:m perUnit:p
gpt-5.4-2026-03-05 | chat | $ in 2.5 out 15 read 0.25 | >272000 in 5 out 22.5 read 0.5 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision pdf reasoning structured_output | not audio video | reasoning effort:none,low,medium,high,xhigh | limit context 1050000 input 922000 output 128000 | released 2026-03-05 | src p undatedName:mp
gpt-5.4-mini | chat | $ in 0.75 out 4.5 read 0.075 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision pdf reasoning structured_output | not audio video | reasoning effort:none,low,medium,high,xhigh | limit context 400000 input 272000 output 128000 | released 2026-03-17 | src mp perUnit:p
gpt-5.4-mini-2026-03-17 | chat | $ in 0.75 out 4.5 read 0.075 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision pdf reasoning structured_output | not audio video | reasoning effort:none,low,medium,high,xhigh | limit context 400000 input 272000 output 128000 | released 2026-03-17 | src p
gpt-5.4-nano | chat | $ in 0.2 out 1.25 read 0.02 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision pdf reasoning structured_output | not audio video | reasoning effort:none,low,medium,high,xhigh | limit context 400000 input 272000 output 128000 | released 2026-03-17 | src mp perUnit:p
gpt-5.4-nano-2026-03-17 | chat | $ in 0.2 out 1.25 read 0.02 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision pdf reasoning structured_output | not audio video | reasoning effort:none,low,medium,high,xhigh | limit context 400000 input 272000 output 128000 | released 2026-03-17 | src p
gpt-5.4-pro | chat | $ in 30 out 180 | >272000 in 60 out 270 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision reasoning | not audio video pdf structured_output | reasoning effort:medium,high,xhigh | limit context 1050000 input 922000 output 128000 | released 2026-03-05 | src mp tiers:m perUnit:p
gpt-5.5 | chat | $ in 5 out 30 read 0.5 | >272000 in 10 out 45 read 1 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision pdf reasoning structured_output | not audio video | reasoning effort:none,low,medium,high,xhigh | limit context 1050000 input 922000 output 128000 | released 2026-04-24 | src mp tiers:m perUnit:p
gpt-5.5-2026-04-24 | chat | $ in 5 out 30 read 0.5 | >272000 in 10 out 45 read 1 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision pdf reasoning structured_output | not audio video | reasoning effort:none,low,medium,high,xhigh | limit context 1050000 input 922000 output 128000 | released 2026-04-24 | src p undatedName:mp
gpt-5.5-pro | chat | $ in 30 out 180 read 3 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision | src p
gpt-5.6 | chat | $ in 5 out 30 read 0.5 w5m 6.25 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision | src p
gpt-5.6-2026-07-09 | chat | $ in 5 out 30 read 0.5 w5m 6.25 | unit webSearch 0.01 fileSearch 0.0025 | src p
gpt-5.6-luna | chat | $ in 0.2 out 1.2 read 0.02 w5m 0.25 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision | src p
gpt-5.6-luna-2026-07-09 | chat | $ in 0.2 out 1.2 read 0.02 w5m 0.25 | unit webSearch 0.01 fileSearch 0.0025 | src p
gpt-5.6-sol | chat | $ in 5 out 30 read 0.5 w5m 6.25 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision | src p
gpt-5.6-sol-2026-07-09 | chat | $ in 5 out 30 read 0.5 w5m 6.25 | unit webSearch 0.01 fileSearch 0.0025 | src p
gpt-5.6-terra | chat | $ in 2 out 12 read 0.2 w5m 2.5 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision | src p
gpt-5.6-terra-2026-07-09 | chat | $ in 2 out 12 read 0.2 w5m 2.5 | unit webSearch 0.01 fileSearch 0.0025 | src p
gpt-audio | chat | $ in 2.5 out 10 ain 32 aout 64 | src p
gpt-audio-mini | audio | $ in 0.6 out 2.4 ain 1 aout 2 | src p
gpt-chat-latest | chat | $ in 5 out 30 read 0.5 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision | src p
gpt-image-1 | image | $ in 5 out 40 read 1.25 iin 10 iout 40 iread 2.5 | unit image 0.167 image:1024x1024 0.167 image:1024x1536 0.25 image:1536x1024 0.25 image:high 0.167 image:high:1024x1024 0.167 image:high:1024x1536 0.25 image:high:1536x1024 0.25 image:medium 0.042 image:medium:1024x1024 0.042 image:medium:1024x1536 0.063 image:medium:1536x1024 0.063 image:low 0.011 image:low:1024x1024 0.011 image:low:1024x1536 0.016 image:low:1536x1024 0.016 | can vision | not tools audio video pdf reasoning | gives image | released 2025-04-24 | src p cacheRead:mp
gpt-image-1.5 | image | $ in 5 out 10 read 1.25 iin 8 iout 32 iread 2 | unit image 0.133 image:1024x1024 0.133 image:1024x1536 0.2 image:1536x1024 0.2 image:high 0.133 image:high:1024x1024 0.133 image:high:1024x1536 0.2 image:high:1536x1024 0.2 image:medium 0.034 image:medium:1024x1024 0.034 image:medium:1024x1536 0.05 image:medium:1536x1024 0.05 image:low 0.009 image:low:1024x1024 0.009 image:low:1024x1536 0.013 image:low:1536x1024 0.013 | can vision | not tools audio video pdf reasoning | gives text image | released 2025-11-25 | conflict out p=10 m=32 | src p
gpt-image-1.5-2025-12-16 | image | $ in 5 out 10 read 1.25 iin 8 iout 32 iread 2 | src p undatedName:p
gpt-image-2 | image | $ in 5 out 30 read 1.25 iin 8 iout 30 iread 2 | unit image 0.211 image:1024x1024 0.211 image:1024x1536 0.165 image:1536x1024 0.165 image:high 0.211 image:high:1024x1024 0.211 image:high:1024x1536 0.165 image:high:1536x1024 0.165 image:medium 0.053 image:medium:1024x1024 0.053 image:medium:1024x1536 0.041 image:medium:1536x1024 0.041 image:low 0.006 image:low:1024x1024 0.006 image:low:1024x1536 0.005 image:low:1536x1024 0.005 | can vision | not tools audio video pdf reasoning | gives image | released 2026-04-21 | src p cacheRead:mp
gpt-image-2-2026-04-21 | image | $ in 5 read 1.25 iin 8 iout 30 iread 2 | unit image 0.211 image:1024x1024 0.211 image:1024x1536 0.165 image:1536x1024 0.165 image:high 0.211 image:high:1024x1024 0.211 image:high:1024x1536 0.165 image:high:1536x1024 0.165 image:medium 0.053 image:medium:1024x1024 0.053 image:medium:1024x1536 0.041 image:medium:1536x1024 0.041 image:low 0.006 image:low:1024x1024 0.006 image:low:1024x1536 0.005 image:low:1536x1024 0.005 | src p
gpt-realtime | chat | $ in 4 out 16 ain 32 aout 64 aread 64 | src p
gpt-realtime-1.5 | chat | $ in 4 out 16 ain 32 aout 64 aread 64 | src p
gpt-realtime-2 | chat | $ in 4 out 24 read 0.4 ain 32 aout 64 aread 0.4 iin 5 iread 0.5 | src p
gpt-realtime-2.1 | chat | $ in 4 out 24 read 0.4 ain 32 aout 64 aread 0.4 iin 5 iread 0.5 | src p
gpt-realtime-2.1-mini | chat | $ in 0.6 out 2.4 read 0.06 ain 10 aout 20 aread 0.3 iin 0.8 iread 0.08 | src p
gpt-realtime-2025-08-28 | chat | $ in 4 out 16 ain 32 aout 64 aread 64 | src p
gpt-realtime-mini | chat | $ in 0.6 out 2.4 read 0.06 ain 10 aout 20 aread 0.3 iin 0.8 iread 0.08 | src p
gpt-realtime-mini-2025-10-06 | chat | $ in 0.6 out 2.4 read 0.06 ain 10 aout 20 aread 0.3 iin 0.8 iread 0.08 | src p
gpt-realtime-mini-2025-12-15 | chat | $ in 0.6 out 2.4 read 0.06 ain 10 aout 20 aread 0.3 iin 0.8 iread 0.08 | src p
grok-3 | chat | $ in 3 out 15 | can tools vision | src p
grok-3-beta | chat | $ in 3 out 15 | src p
grok-3-fast | chat | $ in 3 out 15 read 0.75 | src p
grok-3-fast-beta | chat | $ in 3 out 15 read 0.75 | src p
grok-3-fast-latest | chat | $ in 3 out 15 read 0.75 | src p
grok-3-latest | chat | $ in 3 out 15 | src p
grok-3-mini | chat | $ in 0.3 out 0.5 | can tools vision | src p
grok-3-mini-beta | chat | $ in 0.3 out 0.5 | src p
grok-3-mini-fast | chat | $ in 0.3 out 0.5 read 0.075 | src p
grok-3-mini-fast-beta | chat | $ in 0.3 out 0.5 read 0.075 | src p
grok-3-mini-fast-latest | chat | $ in 0.3 out 0.5 read 0.075 | src p
grok-3-mini-latest | chat | $ in 0.3 out 0.5 | src p
grok-4 | chat | $ in 3 out 15 | can tools vision | src p
grok-4-1-fast-non-reasoning | chat beta | $ in 0.2 out 0.5 read 0.05 | can tools vision | not audio video pdf reasoning | limit context 128000 input 128000 output 8192 | released 2025-06-27 | src mp
grok-4-1-fast-reasoning | chat beta | $ in 0.2 out 0.5 read 0.05 | can tools vision reasoning | not audio video pdf | limit context 128000 input 128000 output 8192 | released 2025-06-27 | src m
grok-4-20-non-reasoning | chat beta | $ in 2 out 6 | can tools | not vision audio video pdf reasoning | limit context 262000 output 8192 | released 2026-04-08 | src mp
grok-4-20-reasoning | chat beta | $ in 2 out 6 | can tools reasoning | not vision audio video pdf | limit context 262000 output 8192 | released 2026-04-08 | src mp
grok-4-fast-non-reasoning | chat | $ in 0.2 out 0.5 read 0.05 | can tools vision | src p
grok-4-fast-reasoning | chat | $ in 0.2 out 0.5 read 0.05 | can tools vision reasoning | not audio video pdf | limit context 2000000 output 30000 | released 2025-09-19 | src mp
grok-4.20-beta-0309-non-reasoning | chat | $ in 2 out 6 | src p
grok-4.20-beta-0309-reasoning | chat | $ in 2 out 6 | src p
grok-code-fast-1 | chat | $ in 0.2 out 1.5 | can tools vision | src p
kimi-k2-thinking | chat | $ in 0.6 out 2.5 read 0.15 | can tools reasoning | not vision audio video pdf | limit context 262144 output 262144 | released 2025-11-06 | src m
kimi-k2.5 | chat | $ in 0.6 out 3 | can tools vision reasoning structured_output | not audio video pdf | reasoning toggle | limit context 262144 output 262144 | released 2026-02-06 | src mp
kimi-k2.6 | chat | $ in 0.95 out 4 | can tools vision reasoning structured_output | not audio video pdf | reasoning toggle | limit context 262144 output 262144 | released 2026-04-22 | src mp
llama-3.2-11b-vision-instruct | chat | $ in 0.37 out 0.37 | can tools vision | not audio video pdf reasoning | limit context 128000 output 8192 | released 2024-09-25 | src mp
llama-3.2-90b-vision-instruct | chat | $ in 2.04 out 2.04 | can tools vision | not audio video pdf reasoning | limit context 128000 output 8192 | released 2024-09-25 | src mp
llama-3.3-70b-instruct | chat | $ in 0.71 out 0.71 | can tools | not vision audio video pdf reasoning | limit context 128000 output 32768 | released 2024-12-06 | src mp
llama-4-maverick-17b-128e-instruct-fp8 | chat | $ in 0.35 out 1.41 | can tools vision | not audio video pdf reasoning | limit context 128000 output 8192 | released 2025-04-05 | conflict in p=0.35 m=0.25 | conflict out p=1.41 m=1 | src p
llama-4-scout-17b-16e-instruct | chat | $ in 0.2 out 0.78 | can tools vision | not audio video pdf reasoning | limit context 128000 output 8192 | released 2025-04-05 | src mp
meta-llama-3-70b-instruct | chat | $ in 2.68 out 2.68 | not tools vision audio video pdf reasoning | limit context 8192 output 2048 | released 2024-04-18 | conflict out p=2.68 m=3.54 | src p
meta-llama-3-8b-instruct | chat | $ in 0.3 out 0.61 | not tools vision audio video pdf reasoning | limit context 8192 output 2048 | released 2024-04-18 | src mp
meta-llama-3.1-405b-instruct | chat | $ in 5.33 out 16 | can tools | not vision audio video pdf reasoning | limit context 128000 output 32768 | released 2024-07-23 | src mp
meta-llama-3.1-70b-instruct | chat | $ in 0.71 out 0.71 | can tools | not vision audio video pdf reasoning | limit context 128000 output 32768 | released 2024-07-23 | conflict in p=0.71 m=2.68 | conflict out p=0.71 m=3.54 | src p
meta-llama-3.1-8b-instruct | chat | $ in 0.3 out 0.61 | can tools | not vision audio video pdf reasoning | limit context 128000 output 32768 | released 2024-07-23 | src mp
mistral-document-ai-2505 | ocr | unit page 0.003 | src p
mistral-document-ai-2512 | ocr | unit page 0.003 | src p
mistral-large-2411 | chat | $ in 2 out 6 | can tools | not vision audio video pdf reasoning | limit context 128000 output 32768 | released 2024-11-01 | src mp
mistral-medium-2505 | chat | $ in 0.4 out 2 | can tools vision | not audio video pdf reasoning | limit context 128000 output 128000 | released 2025-05-07 | src m
mistral-medium-3-5 | chat | $ in 1.5 out 7.5 | can tools vision | src p
mistral-nemo | chat | $ in 0.15 out 0.15 | can tools | not vision audio video pdf reasoning | limit context 128000 output 128000 | released 2024-07-18 | src mp
mistral-ocr-4-0 | ocr | unit page 0.004 | src p
mistral-small-2503 | chat | $ in 0.1 out 0.3 | can tools vision | not audio video pdf reasoning | limit context 128000 output 32768 | released 2025-03-01 | src mp
model-router | chat | $ in 0.14 | can tools vision | not audio video pdf reasoning | limit context 128000 output 16384 | released 2025-05-19 | src m
o1 | chat | $ in 15 out 60 read 7.5 | unit fileSearch 0.0025 | can tools vision reasoning | not audio video pdf | reasoning effort:low,medium,high | limit context 200000 output 100000 | released 2024-12-05 | src gmp perUnit:p
o1-2024-12-17 | chat | $ in 15 out 60 read 7.5 | unit fileSearch 0.0025 | can tools vision reasoning | not audio video pdf | reasoning effort:low,medium,high | limit context 200000 output 100000 | released 2024-12-05 | src gp perUnit:p
o1-mini | chat | $ in 1.1 out 4.4 read 0.55 | unit fileSearch 0.0025 | can tools reasoning | not vision audio video pdf | limit context 128000 output 65536 | released 2024-09-12 | conflict in m=1.1 g=1.1 p=3 | conflict out m=4.4 g=4.4 p=12 | conflict read m=0.55 g=0.55 p=1.5 | src gm perUnit:p
o1-mini-2024-09-12 | chat | $ in 3 out 12 read 1.5 | unit fileSearch 0.0025 | can tools reasoning | not vision audio video pdf | limit context 128000 output 65536 | released 2024-09-12 | conflict in p=3 g=1.1 | conflict out p=12 g=4.4 | conflict read p=1.5 g=0.55 | src p
o1-preview | chat | $ in 15 out 60 read 7.5 | unit fileSearch 0.0025 | can tools | src gp perUnit:p
o1-preview-2024-09-12 | chat | $ in 15 out 60 read 7.5 | unit fileSearch 0.0025 | can tools | src gp perUnit:p
o1-pro | chat | $ in 150 out 600 | unit fileSearch 0.0025 | src p
o1-pro-2025-03-19 | chat | $ in 150 out 600 | unit fileSearch 0.0025 | src p
o3 | chat | $ in 2 out 8 read 0.5 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision reasoning | not audio video pdf | reasoning effort:low,medium,high | limit context 200000 output 100000 | released 2025-04-16 | src gmp perUnit:p
o3-2025-04-16 | chat | $ in 2 out 8 read 0.5 | unit fileSearch 0.0025 | can tools vision reasoning | not audio video pdf | reasoning effort:low,medium,high | limit context 200000 output 100000 | released 2025-04-16 | src gp perUnit:p
o3-deep-research | chat | $ in 10 out 40 read 2.5 | unit webSearch 0.01 fileSearch 0.0025 | src p
o3-deep-research-2025-06-26 | chat | $ in 10 out 40 read 2.5 | unit webSearch 0.01 fileSearch 0.0025 | src p
o3-mini | chat | $ in 1.1 out 4.4 read 0.55 | unit fileSearch 0.0025 | can tools reasoning | not vision audio video pdf | reasoning effort:low,medium,high | limit context 200000 output 100000 | released 2024-12-20 | src gmp perUnit:p
o3-mini-2025-01-31 | chat | $ in 1.1 out 4.4 read 0.55 | unit fileSearch 0.0025 | can tools reasoning | not vision audio video pdf | reasoning effort:low,medium,high | limit context 200000 output 100000 | released 2024-12-20 | src gp perUnit:p
o3-pro | chat | $ in 20 out 80 | unit fileSearch 0.0025 | src p
o3-pro-2025-06-10 | chat | $ in 20 out 80 | unit fileSearch 0.0025 | src p
o4-mini | chat | $ in 1.1 out 4.4 read 0.275 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision reasoning | not audio video pdf | reasoning effort:low,medium,high | limit context 200000 output 100000 | released 2025-04-16 | conflict read p=0.275 m=0.275 g=0.28 | src gmp cacheRead:mp perUnit:p
o4-mini-2025-04-16 | chat | $ in 1.1 out 4.4 read 0.28 | unit webSearch 0.01 fileSearch 0.0025 | can tools vision reasoning | not audio video pdf | reasoning effort:low,medium,high | limit context 200000 output 100000 | released 2025-04-16 | conflict read p=0.275 g=0.28 | src gp cacheRead:p perUnit:p newer:n
o4-mini-deep-research | chat | $ in 2 out 8 read 0.5 | unit webSearch 0.01 fileSearch 0.0025 | src p
o4-mini-deep-research-2025-06-26 | chat | $ in 10 out 40 read 2.5 | unit webSearch 0.01 fileSearch 0.0025 | src p
text-embedding-3-large | embedding | $ in 0.13 | not tools vision audio video pdf reasoning | limit context 8191 output 3072 | released 2024-01-25 | src gmp
text-embedding-3-small | embedding | $ in 0.02 | not tools vision audio video pdf reasoning | limit context 8191 output 1536 | released 2024-01-25 | src gmp
text-embedding-ada-002 | embedding | $ in 0.1 | not tools vision audio video pdf reasoning | limit context 8192 output 1536 | released 2022-12-15 | src gmp
`,
}
