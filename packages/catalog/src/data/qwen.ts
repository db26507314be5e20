import type { ProviderTable } from '../provider-table.ts'

export const qwen: ProviderTable = {
  provider: 'qwen',
  adapter: 'qwen',
  host: 'dashscope-intl.aliyuncs.com',
  page: 'https://www.alibabacloud.com/help/en/model-studio/models',
  rows: `
MiniMax-M2.1 | chat | $ in 0.27 out 0.95 | src p
MiniMax-M2.5 | chat | $ in 0.304 out 1.213 | src p
Moonshot-Kimi-K2-Instruct | chat | $ in 0.574 out 2.294 | src p
deepseek-r1 | chat | $ in 0.574 out 2.294 | src p
deepseek-v3.2 | chat | $ in 0.57 out 1.71 read 0.114 | src p
glm-4.6 | chat | $ in 0.431 out 2.007 | src p
glm-4.7 | chat | $ in 0.431 out 2.007 | src p
glm-5 | chat | $ in 0.573 out 2.58 | src p
kimi-k2-thinking | chat | $ in 0.574 out 2.294 | src p
kimi-k2.5 | chat | $ in 0.574 out 3.011 | src p
qvq-max | chat | $ in 1.2 out 4.8 | can tools vision reasoning | not audio video pdf | limit context 131072 output 8192 | released 2025-03-25 | src mp
qvq-max-2025-03-25 | chat | $ in 1.2 out 4.8 | can tools vision reasoning | not audio video pdf | limit context 131072 output 8192 | released 2025-03-25 | src p
qvq-max-2025-05-15 | chat | $ in 1.147 out 4.588 | can tools vision reasoning | not audio video pdf | limit context 131072 output 8192 | released 2025-03-25 | src p
qvq-max-latest | chat | $ in 1.2 out 4.8 | can tools vision reasoning | not audio video pdf | limit context 131072 output 8192 | released 2025-03-25 | src p
qvq-plus | chat | $ in 0.287 out 0.717 | can vision | src p
qvq-plus-2025-05-15 | chat | $ in 0.287 out 0.717 | can vision | src p
qvq-plus-latest | chat | $ in 0.287 out 0.717 | can vision | src p
qwen-coder | chat | $ in 0.3 out 1.5 | src p
qwen-coder-plus | chat | $ in 0.502 out 1.004 | src p
qwen-coder-plus-2024-11-06 | chat | $ in 0.502 out 1.004 | src p
qwen-coder-plus-latest | chat | $ in 0.502 out 1.004 | src p
qwen-coder-turbo | chat | $ in 0.287 out 0.861 | src p
qwen-coder-turbo-2024-09-19 | chat | $ in 0.287 out 0.861 | src p
qwen-coder-turbo-latest | chat | $ in 0.287 out 0.861 | src p
qwen-flash | chat | $ in 0.05 out 0.4 read 0.01 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 1000000 output 32768 | released 2025-07-28 | src mp cacheRead:p
qwen-flash-2025-07-28 | chat | $ in 0.05 out 0.4 read 0.01 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 1000000 output 32768 | released 2025-07-28 | src p undatedName:mp
qwen-flash-character | chat | $ in 0.05 out 0.4 | src p
qwen-long-2025-01-25 | chat | $ in 0.072 out 0.287 | src p
qwen-long-latest | chat | $ in 0.072 out 0.287 | src p
qwen-math-plus | chat | $ in 0.574 out 1.721 | src p
qwen-math-plus-2024-08-16 | chat | $ in 0.574 out 1.721 | src p
qwen-math-plus-2024-09-19 | chat | $ in 0.574 out 1.721 | src p
qwen-math-plus-latest | chat | $ in 0.574 out 1.721 | src p
qwen-math-turbo | chat | $ in 0.287 out 0.861 | src p
qwen-math-turbo-2024-09-19 | chat | $ in 0.287 out 0.861 | src p
qwen-math-turbo-latest | chat | $ in 0.287 out 0.861 | src p
qwen-max | chat | $ in 1.6 out 6.4 read 0.32 | can tools | not vision audio video pdf reasoning | limit context 32768 output 8192 | released 2024-04-03 | src mp cacheRead:p
qwen-max-2025-01-25 | chat | $ in 1.6 out 6.4 read 0.32 | can tools | not vision audio video pdf reasoning | limit context 32768 output 8192 | released 2024-04-03 | src p undatedName:mp
qwen-max-latest | chat | $ in 1.6 out 6.4 read 0.32 | can tools | not vision audio video pdf reasoning | limit context 32768 output 8192 | released 2024-04-03 | src p undatedName:mp
qwen-mt-flash | chat | $ in 0.16 out 0.49 | src p
qwen-mt-lite | chat | $ in 0.12 out 0.36 | src p
qwen-mt-plus | chat | $ in 2.46 out 7.37 | not tools vision audio video pdf reasoning | limit context 16384 output 8192 | released 2025-01 | src mp
qwen-mt-turbo | chat | $ in 0.16 out 0.49 | not tools vision audio video pdf reasoning | limit context 16384 output 8192 | released 2025-01 | src mp
qwen-omni-turbo | chat | $ in 0.07 out 0.27 ain 4.44 aout 8.89 | can tools vision audio video | not pdf reasoning | gives text audio | limit context 32768 output 2048 | released 2025-01-19 | src mp
qwen-omni-turbo-2025-01-19 | chat | $ in 0.058 out 0.23 ain 3.584 aout 7.168 | can tools vision audio video | not pdf reasoning | gives text audio | limit context 32768 output 2048 | released 2025-01-19 | src p
qwen-omni-turbo-2025-03-26 | chat | $ in 0.07 out 0.27 ain 4.44 aout 8.89 | can tools vision audio video | not pdf reasoning | gives text audio | limit context 32768 output 2048 | released 2025-01-19 | src p
qwen-omni-turbo-latest | chat | $ in 0.07 out 0.27 ain 4.44 aout 8.89 | can tools vision audio video | not pdf reasoning | gives text audio | limit context 32768 output 2048 | released 2025-01-19 | src p
qwen-omni-turbo-realtime | chat | $ in 0.27 out 1.07 ain 4.44 aout 8.89 | can tools vision audio | not video pdf reasoning | gives text audio | limit context 32768 output 2048 | released 2025-05-08 | src mp
qwen-omni-turbo-realtime-2025-05-08 | chat | $ in 0.27 out 1.07 ain 4.44 aout 8.89 | can tools vision audio | not video pdf reasoning | gives text audio | limit context 32768 output 2048 | released 2025-05-08 | src p
qwen-omni-turbo-realtime-latest | chat | $ in 0.27 out 1.07 ain 4.44 aout 8.89 | can tools vision audio | not video pdf reasoning | gives text audio | limit context 32768 output 2048 | released 2025-05-08 | src p
qwen-plus | chat | $ in 0.4 out 1.2 think 4 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 1000000 output 32768 | released 2024-01-25 | src mp
qwen-plus-2025-01-25 | chat | $ in 0.4 out 1.2 think 4 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 1000000 output 32768 | released 2024-01-25 | src p undatedName:mp
qwen-plus-2025-04-28 | chat | $ in 0.4 out 1.2 think 4 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 1000000 output 32768 | released 2024-01-25 | src p undatedName:mp
qwen-plus-2025-07-14 | chat | $ in 0.4 out 1.2 think 4 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 1000000 output 32768 | released 2024-01-25 | src p undatedName:mp
qwen-plus-2025-07-28 | chat | $ in 0.4 out 1.2 think 4 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 1000000 output 32768 | released 2024-01-25 | src p undatedName:mp
qwen-plus-2025-09-11 | chat | $ in 0.4 out 1.2 think 4 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 1000000 output 32768 | released 2024-01-25 | src p undatedName:mp
qwen-plus-2025-12-01 | chat | $ in 0.4 out 1.2 think 4 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 1000000 output 32768 | released 2024-01-25 | src p
qwen-plus-character | chat | $ in 0.5 out 1.4 | src p
qwen-plus-character-ja | chat | $ in 0.5 out 1.4 | can tools | not vision audio video pdf reasoning | limit context 8192 output 512 | released 2024-01 | src mp
qwen-plus-latest | chat | $ in 0.4 out 1.2 think 4 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 1000000 output 32768 | released 2024-01-25 | src p undatedName:mp
qwen-turbo | chat | $ in 0.05 out 0.2 think 0.5 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 1000000 output 16384 | released 2024-11-01 | src mp
qwen-turbo-2024-11-01 | chat | $ in 0.05 out 0.2 think 0.5 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 1000000 output 16384 | released 2024-11-01 | src p undatedName:mp
qwen-turbo-2025-04-28 | chat | $ in 0.05 out 0.2 think 0.5 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 1000000 output 16384 | released 2024-11-01 | src p undatedName:mp
qwen-turbo-latest | chat | $ in 0.05 out 0.2 think 0.5 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 1000000 output 16384 | released 2024-11-01 | src p undatedName:mp
qwen-vl-max | chat | $ in 0.8 out 3.2 | can tools vision | not audio video pdf reasoning | limit context 131072 output 8192 | released 2024-04-08 | src mp
qwen-vl-max-2025-04-02 | chat | $ in 0.431 out 1.291 | can tools vision | not audio video pdf reasoning | limit context 131072 output 8192 | released 2024-04-08 | src p
qwen-vl-max-2025-04-08 | chat | $ in 0.8 out 3.2 | can tools vision | not audio video pdf reasoning | limit context 131072 output 8192 | released 2024-04-08 | src p
qwen-vl-max-2025-08-13 | chat | $ in 0.8 out 3.2 | can tools vision | not audio video pdf reasoning | limit context 131072 output 8192 | released 2024-04-08 | src p
qwen-vl-max-latest | chat | $ in 0.8 out 3.2 | can tools vision | not audio video pdf reasoning | limit context 131072 output 8192 | released 2024-04-08 | src p
qwen-vl-ocr | chat | $ in 0.07 out 0.16 | can vision | not tools audio video pdf reasoning | limit context 34096 output 4096 | released 2024-10-28 | conflict in p=0.07 m=0.72 | conflict out p=0.16 m=0.72 | src p
qwen-vl-ocr-2025-11-20 | chat | $ in 0.07 out 0.16 | can vision | not tools audio video pdf reasoning | limit context 34096 output 4096 | released 2024-10-28 | src p
qwen-vl-ocr-latest | chat | $ in 0.043 out 0.072 | can vision | not tools audio video pdf reasoning | limit context 34096 output 4096 | released 2024-10-28 | src p
qwen-vl-plus | chat | $ in 0.21 out 0.63 | can tools vision | not audio video pdf reasoning | limit context 131072 output 8192 | released 2024-01-25 | src mp
qwen-vl-plus-2025-01-25 | chat | $ in 0.21 out 0.63 | can tools vision | not audio video pdf reasoning | limit context 131072 output 8192 | released 2024-01-25 | src p
qwen-vl-plus-2025-05-07 | chat | $ in 0.21 out 0.63 | can tools vision | not audio video pdf reasoning | limit context 131072 output 8192 | released 2024-01-25 | src p
qwen-vl-plus-2025-07-10 | chat | $ in 0.022 out 0.216 | can tools vision | not audio video pdf reasoning | limit context 131072 output 8192 | released 2024-01-25 | src p
qwen-vl-plus-2025-08-15 | chat | $ in 0.21 out 0.63 | can tools vision | not audio video pdf reasoning | limit context 131072 output 8192 | released 2024-01-25 | src p
qwen-vl-plus-latest | chat | $ in 0.21 out 0.63 | can tools vision | not audio video pdf reasoning | limit context 131072 output 8192 | released 2024-01-25 | src p
qwen2-5-14b-instruct | chat | $ in 0.35 out 1.4 | can tools | not vision audio video pdf reasoning | limit context 131072 output 8192 | released 2024-09 | src mp
qwen2-5-32b-instruct | chat | $ in 0.7 out 2.8 | can tools | not vision audio video pdf reasoning | limit context 131072 output 8192 | released 2024-09 | src mp
qwen2-5-72b-instruct | chat | $ in 1.4 out 5.6 | can tools | not vision audio video pdf reasoning | limit context 131072 output 8192 | released 2024-09 | src mp
qwen2-5-7b-instruct | chat | $ in 0.175 out 0.7 | can tools | not vision audio video pdf reasoning | limit context 131072 output 8192 | released 2024-09 | src mp
qwen2-5-omni-7b | chat | $ in 0.1 out 0.4 ain 6.76 | can tools vision audio video | not pdf reasoning | gives text audio | limit context 32768 output 2048 | released 2024-12 | src mp
qwen2-5-vl-32b-instruct | chat | $ in 1.4 out 4.2 | can vision | src p
qwen2-5-vl-3b-instruct | chat | $ in 0.21 out 0.63 | can vision | src p
qwen2-5-vl-72b-instruct | chat | $ in 2.8 out 8.4 | can tools vision | not audio video pdf reasoning | limit context 131072 output 8192 | released 2024-09 | src mp
qwen2-5-vl-7b-instruct | chat | $ in 0.35 out 1.05 | can tools vision | not audio video pdf reasoning | limit context 131072 output 8192 | released 2024-09 | src mp
qwen2-vl-72b-instruct | chat | $ in 2.294 out 6.881 | can vision | src p
qwen3-14b | chat | $ in 0.35 out 1.4 think 4.2 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 131072 output 8192 | released 2025-04 | src mp
qwen3-235b-a22b | chat | $ in 0.7 out 2.8 think 8.4 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 131072 output 16384 | released 2025-04 | src mp
qwen3-30b-a3b | chat | $ in 0.7 out 2.8 think 8.4 | suspect | src p
qwen3-32b | chat | $ in 0.7 out 2.8 think 8.4 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 131072 output 16384 | released 2025-04 | src mp
qwen3-8b | chat | $ in 0.18 out 0.7 think 2.1 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 131072 output 8192 | released 2025-04 | src mp
qwen3-asr-flash | audio | $ in 0.035 out 0.035 | can audio | not tools vision video pdf reasoning | limit context 53248 output 4096 | released 2025-09-08 | src mp
qwen3-coder-30b-a3b-instruct | chat | $ in 0.45 out 2.25 | can tools | not vision audio video pdf reasoning | limit context 262144 output 65536 | released 2025-04 | src mp
qwen3-coder-480b-a35b-instruct | chat | $ in 1.5 out 7.5 | can tools | not vision audio video pdf reasoning | limit context 262144 output 65536 | released 2025-04 | src mp
qwen3-coder-flash | chat | $ in 0.3 out 1.5 | can tools | not vision audio video pdf reasoning | limit context 1000000 output 65536 | released 2025-07-28 | src mp
qwen3-coder-flash-2025-07-28 | chat | $ in 0.3 out 1.5 | can tools | not vision audio video pdf reasoning | limit context 1000000 output 65536 | released 2025-07-28 | src p
qwen3-coder-next | chat | $ in 0.3 out 1.5 | src p
qwen3-coder-plus | chat | $ in 1 out 5 | can tools | not vision audio video pdf reasoning | limit context 1048576 output 65536 | released 2025-07-23 | src mp
qwen3-coder-plus-2025-07-22 | chat | $ in 1 out 5 | can tools | not vision audio video pdf reasoning | limit context 1048576 output 65536 | released 2025-07-23 | src p
qwen3-coder-plus-2025-09-23 | chat | $ in 1 out 5 | can tools | not vision audio video pdf reasoning | limit context 1048576 output 65536 | released 2025-07-23 | src p
qwen3-livetranslate-flash-realtime | chat | $ in 10 out 10 ain 10 aout 38 | can vision audio video | not tools pdf reasoning | gives text audio | limit context 53248 output 4096 | released 2025-09-22 | src mp
qwen3-max | chat | $ in 1.2 out 6 read 0.24 | can tools | not vision audio video pdf reasoning | limit context 262144 output 65536 | released 2025-09-23 | src mp cacheRead:p
qwen3-max-2025-09-23 | chat | $ in 0.861 out 3.441 | can tools | not vision audio video pdf reasoning | limit context 262144 output 65536 | released 2025-09-23 | src p
qwen3-max-2026-01-23 | chat | $ in 1.2 out 6 read 0.24 | can tools | not vision audio video pdf reasoning | limit context 262144 output 65536 | released 2025-09-23 | src p undatedName:mp
qwen3-max-preview | chat | $ in 1.2 out 6 read 0.24 | src p
qwen3-next-80b-a3b-instruct | chat | $ in 0.5 out 2 | can tools | not vision audio video pdf reasoning | limit context 131072 output 32768 | released 2025-09 | src mp
qwen3-next-80b-a3b-thinking | chat | $ in 0.5 out 6 | can tools reasoning | not vision audio video pdf | reasoning budget | limit context 131072 output 32768 | released 2025-09 | src mp
qwen3-omni-30b-a3b-captioner | chat | $ in 3.81 out 3.06 | can vision | src p
qwen3-omni-flash | chat | $ in 0.43 out 1.66 ain 3.81 aout 15.11 | can tools vision audio video reasoning | not pdf | gives text audio | reasoning toggle | limit context 65536 output 16384 | released 2025-09-15 | src mp
qwen3-omni-flash-2025-09-15 | chat | $ in 0.43 out 1.66 ain 3.81 aout 15.11 | can tools vision audio video reasoning | not pdf | gives text audio | reasoning toggle | limit context 65536 output 16384 | released 2025-09-15 | src p
qwen3-omni-flash-2025-12-01 | chat | $ in 0.43 out 1.66 ain 3.81 aout 15.11 | can tools vision audio video reasoning | not pdf | gives text audio | reasoning toggle | limit context 65536 output 16384 | released 2025-09-15 | src p
qwen3-omni-flash-realtime | chat | $ in 0.52 out 1.99 ain 4.57 aout 18.13 | can tools vision audio video | not pdf reasoning | gives text audio | limit context 65536 output 16384 | released 2025-09-15 | src mp
qwen3-omni-flash-realtime-2025-09-15 | chat | $ in 0.52 out 1.99 ain 4.57 aout 18.13 | can tools vision audio video | not pdf reasoning | gives text audio | limit context 65536 output 16384 | released 2025-09-15 | src p
qwen3-omni-flash-realtime-2025-12-01 | chat | $ in 0.52 out 1.99 ain 4.57 aout 18.13 | can tools vision audio video | not pdf reasoning | gives text audio | limit context 65536 output 16384 | released 2025-09-15 | src p
qwen3-vl-235b-a22b | chat | $ in 0.4 out 1.6 think 4 | can tools vision reasoning | not audio video pdf | reasoning budget | limit context 131072 output 32768 | released 2025-04 | conflict in p=0.4 m=0.7 | conflict out p=1.6 m=2.8 | conflict think p=4 m=8.4 | src p
qwen3-vl-235b-a22b-instruct | chat | $ in 0.4 out 1.6 | can vision | src p
qwen3-vl-235b-a22b-thinking | chat | $ in 0.4 out 4 | can vision | src p
qwen3-vl-30b-a3b | chat | $ in 0.2 out 0.8 think 2.4 | can tools vision reasoning | not audio video pdf | reasoning budget | limit context 131072 output 32768 | released 2025-04 | src mp
qwen3-vl-30b-a3b-instruct | chat | $ in 0.2 out 0.8 | can vision | src p
qwen3-vl-30b-a3b-thinking | chat | $ in 0.2 out 2.4 | can vision | src p
qwen3-vl-32b-instruct | chat | $ in 0.16 out 0.64 | can vision | src p
qwen3-vl-32b-thinking | chat | $ in 0.16 out 0.64 | can vision | src p
qwen3-vl-8b-instruct | chat | $ in 0.18 out 0.7 | can vision | src p
qwen3-vl-8b-thinking | chat | $ in 0.18 out 2.1 | can vision | src p
qwen3-vl-flash | chat | $ in 0.05 out 0.4 | can vision | src p
qwen3-vl-flash-2025-10-15 | chat | $ in 0.05 out 0.4 | can vision | src p
qwen3-vl-flash-2026-01-22 | chat | $ in 0.05 out 0.4 | can vision | src p
qwen3-vl-plus | chat | $ in 0.2 out 1.6 think 4.8 | can tools vision reasoning | not audio video pdf | reasoning toggle budget | limit context 262144 output 32768 | released 2025-09-23 | src mp
qwen3-vl-plus-2025-09-23 | chat | $ in 0.2 out 1.6 think 4.8 | can tools vision reasoning | not audio video pdf | reasoning toggle budget | limit context 262144 output 32768 | released 2025-09-23 | src p
qwen3-vl-plus-2025-12-19 | chat | $ in 0.2 out 1.6 think 4.8 | can tools vision reasoning | not audio video pdf | reasoning toggle budget | limit context 262144 output 32768 | released 2025-09-23 | src p
qwen3.5-122b-a10b | chat | $ in 0.4 out 3.2 | can tools vision audio video reasoning structured_output | not pdf | reasoning toggle budget | limit context 262144 output 65536 | released 2026-02-23 | src m
qwen3.5-27b | chat | $ in 0.3 out 2.4 | can tools vision audio video reasoning structured_output | not pdf | reasoning toggle budget | limit context 262144 output 65536 | released 2026-02-23 | src m
qwen3.5-35b-a3b | chat | $ in 0.25 out 2 | can tools vision audio video reasoning structured_output | not pdf | reasoning toggle budget | limit context 262144 output 65536 | released 2026-02-23 | src m
qwen3.5-397b-a17b | chat | $ in 0.6 out 3.6 | can tools vision audio video reasoning structured_output | not pdf | reasoning toggle budget | limit context 262144 output 65536 | released 2026-02-15 | src m
qwen3.5-flash | chat | $ in 0.1 out 0.4 | src p
qwen3.5-flash-2026-02-23 | chat | $ in 0.1 out 0.4 | src p
qwen3.5-plus | chat | $ in 0.4 out 2.4 think 2.4 | can tools vision video reasoning | not audio pdf | reasoning toggle budget | limit context 1000000 output 65536 | released 2026-02-16 | src mp
qwen3.5-plus-2026-02-15 | chat | $ in 0.4 out 2.4 think 2.4 | can tools vision video reasoning | not audio pdf | reasoning toggle budget | limit context 1000000 output 65536 | released 2026-02-16 | src p undatedName:mp
qwen3.6-27b | chat | $ in 0.6 out 3.6 | can tools vision audio video reasoning structured_output | not pdf | reasoning toggle budget | limit context 262144 output 65536 | released 2026-04-22 | src m
qwen3.6-35b-a3b | chat | $ in 0.248 out 1.485 | can tools vision audio video reasoning structured_output | not pdf | reasoning toggle budget | limit context 262144 output 65536 | released 2026-04-17 | src m
qwen3.6-flash | chat | $ in 0.1875 out 1.125 w5m 0.234375 | can tools vision video reasoning structured_output | not audio pdf | reasoning toggle budget | limit context 1000000 output 65536 | released 2026-04-27 | src m
qwen3.6-max-preview | chat | $ in 1.3 out 7.8 read 0.13 w5m 1.625 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 262144 output 65536 | released 2026-04-20 | src m
qwen3.6-plus | chat | $ in 0.5 out 3 read 0.05 w5m 0.625 | >256000 in 2 out 6 read 0.2 w5m 2.5 | can tools vision video reasoning | not audio pdf | reasoning toggle budget | limit context 1000000 output 65536 | released 2026-04-02 | src m
qwen3.7-max | chat | $ in 2.5 out 7.5 read 0.5 w5m 3.125 | can tools reasoning | not vision audio video pdf | reasoning toggle budget | limit context 1000000 output 65536 | released 2026-05-21 | src m
qwen3.7-plus | chat | $ in 0.5 out 3 read 0.05 w5m 0.625 | >256000 in 2 out 6 read 0.2 w5m 2.5 | can tools vision video reasoning | not audio pdf | reasoning toggle budget | limit context 1000000 output 65536 | released 2026-06-02 | src m
qwq-32b | chat | $ in 0.15 out 0.58 | src p
qwq-32b-preview | chat | $ in 0.15 out 0.6 | src p
qwq-plus | chat | $ in 0.8 out 2.4 | can tools reasoning | not vision audio video pdf | limit context 131072 output 8192 | released 2025-03-05 | src mp
qwq-plus-2025-03-05 | chat | $ in 0.8 out 2.4 | can tools reasoning | not vision audio video pdf | limit context 131072 output 8192 | released 2025-03-05 | src p
qwq-plus-latest | chat | $ in 0.8 out 2.4 | can tools reasoning | not vision audio video pdf | limit context 131072 output 8192 | released 2025-03-05 | src p
`,
}
