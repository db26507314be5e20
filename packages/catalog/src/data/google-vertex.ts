import type { ProviderTable } from '../provider-table.ts'

export const googleVertex: ProviderTable = {
  provider: 'google-vertex',
  adapter: 'vertex',
  page: 'https://cloud.google.com/vertex-ai/generative-ai/docs/models',
  rows: `
claude-3-5-haiku@20241022 | chat deprecated | $ in 0.8 out 4 read 0.08 w5m 1 w1h 1.6 | batch in 0.4 out 2 | can tools vision pdf | not audio video reasoning | limit context 200000 output 8192 | released 2024-10-22 | src mp batch:p
claude-3-5-sonnet-v2@20241022 | chat | $ in 3 out 15 | batch in 1.5 out 7.5 | src p
claude-3-5-sonnet@20240620 | chat | $ in 3 out 15 | batch in 1.5 out 7.5 | src p
claude-3-7-sonnet-v2@20250219 | chat | $ in 3 out 15 | batch in 1.5 out 7.5 | src p
claude-3-7-sonnet@20250219 | chat | $ in 3 out 15 | batch in 1.5 out 7.5 | src p
claude-3-haiku@20240307 | chat | $ in 0.25 out 1.25 read 0.03 w5m 0.3 w1h 0.5 | batch in 0.125 out 0.625 | src p
claude-3-opus@20240229 | chat | $ in 15 out 75 | batch in 7.5 out 37.5 | src p
claude-3-sonnet@20240229 | chat | $ in 3 out 15 | batch in 1.5 out 7.5 | src p
claude-fable-5 | chat | $ in 10 out 50 read 1 w5m 12.5 w1h 20 | batch in 5 out 25 read 0.5 w5m 6.25 w1h 10 | region us *1.1 | region eu *1.1 | src p
claude-haiku-4-5 | chat | $ in 1 out 5 read 0.1 w5m 1.25 w1h 2 | batch in 0.5 out 2.5 read 0.05 w5m 0.625 w1h 1 | region us-east5 *1.1 | region europe-west1 *1.1 | region asia-east1 *1.1 | can tools vision pdf reasoning | not audio video | reasoning budget | limit context 200000 output 64000 | released 2025-10-15 | src p
claude-haiku-4-5@20251001 | chat | $ in 1 out 5 read 0.1 w5m 1.25 w1h 2 | batch in 0.5 out 2.5 read 0.05 w5m 0.625 w1h 1 | region us-east5 *1.1 | region europe-west1 *1.1 | region asia-east1 *1.1 | can tools vision pdf reasoning | not audio video | reasoning budget | limit context 200000 output 64000 | released 2025-10-15 | src mp batch:p regions:p
claude-opus-4-1@20250805 | chat deprecated | $ in 15 out 75 read 1.5 w5m 18.75 w1h 30 | batch in 7.5 out 37.5 | can tools vision pdf reasoning | not audio video | reasoning budget | limit context 200000 output 32000 | released 2025-08-05 | src mp batch:p
claude-opus-4-5 | chat | $ in 5 out 25 read 0.5 w5m 6.25 w1h 10 | batch in 2.5 out 12.5 read 0.25 w5m 3.125 w1h 5 | region us-east5 *1.1 | region europe-west1 *1.1 | region asia-southeast1 *1.1 | can tools vision pdf reasoning | not audio video | reasoning effort:low,medium,high budget | limit context 200000 output 64000 | released 2025-11-01 | src p
claude-opus-4-5@20251101 | chat | $ in 5 out 25 read 0.5 w5m 6.25 w1h 10 | batch in 2.5 out 12.5 read 0.25 w5m 3.125 w1h 5 | region us-east5 *1.1 | region europe-west1 *1.1 | region asia-southeast1 *1.1 | can tools vision pdf reasoning | not audio video | reasoning effort:low,medium,high budget | limit context 200000 output 64000 | released 2025-11-01 | src mp batch:p regions:p
claude-opus-4-6@default | chat | $ in 5 out 25 read 0.5 w5m 6.25 w1h 10 | batch in 2.5 out 12.5 read 0.25 w5m 3.125 w1h 5 | region us-east5 *1.1 | region europe-west1 *1.1 | region asia-southeast1 *1.1 | can tools vision pdf reasoning | not audio video | reasoning effort:low,medium,high,max budget | limit context 1000000 output 128000 | released 2026-02-05 | src mp batch:p regions:p
claude-opus-4-7@default | chat | $ in 5 out 25 read 0.5 w5m 6.25 w1h 10 | batch in 2.5 out 12.5 read 0.25 w5m 3.125 w1h 5 | region us *1.1 | region eu *1.1 | can tools vision pdf reasoning | not audio video | reasoning effort:low,medium,high,xhigh,max | limit context 1000000 output 128000 | released 2026-04-16 | src mp batch:p regions:p
claude-opus-4-8@default | chat | $ in 5 out 25 read 0.5 w5m 6.25 w1h 10 | batch in 2.5 out 12.5 read 0.25 w5m 3.125 w1h 5 | region us *1.1 | region eu *1.1 | can tools vision pdf reasoning | not audio video | reasoning effort:low,medium,high,xhigh,max | limit context 1000000 output 128000 | released 2026-05-28 | src mp batch:p regions:p
claude-opus-4@20250514 | chat deprecated | $ in 15 out 75 read 1.5 w5m 18.75 w1h 30 | batch in 7.5 out 37.5 | can tools vision pdf reasoning | not audio video | reasoning budget | limit context 200000 output 32000 | released 2025-05-22 | src mp batch:p
claude-opus-5 | chat | $ in 5 out 25 read 0.5 w5m 6.25 w1h 10 | batch in 2.5 out 12.5 read 0.25 w5m 3.125 w1h 5 | region us *1.1 | region eu *1.1 | src p
claude-sonnet-4 | chat | $ in 3 out 15 read 0.3 w5m 3.75 w1h 6 | batch in 1.5 out 7.5 | can tools vision pdf reasoning | not audio video | reasoning budget | limit context 200000 output 64000 | released 2025-05-22 | src p
claude-sonnet-4-5 | chat | $ in 3 out 15 read 0.3 w5m 3.75 w1h 6 | >200000 in 6 out 22.5 read 0.3 w1h 6 | batch in 1.5 out 7.5 read 0.15 w5m 1.88 w1h 3 | region us-east5 *1.1 | region europe-west1 *1.1 | region asia-southeast1 *1.1 | can tools vision pdf reasoning | not audio video | reasoning budget | limit context 200000 output 64000 | released 2025-09-29 | src p
claude-sonnet-4-5@20250929 | chat | $ in 3 out 15 read 0.3 w5m 3.75 w1h 6 | >200000 in 6 out 22.5 read 0.3 w1h 6 | batch in 1.5 out 7.5 read 0.15 w5m 1.88 w1h 3 | region us-east5 *1.1 | region europe-west1 *1.1 | region asia-southeast1 *1.1 | can tools vision pdf reasoning | not audio video | reasoning budget | limit context 200000 output 64000 | released 2025-09-29 | src mp tiers:p batch:p regions:p
claude-sonnet-4-6@default | chat | $ in 3 out 15 read 0.3 w5m 3.75 w1h 6 | batch in 1.5 out 7.5 read 0.15 w5m 1.88 w1h 3 | region us-east5 *1.1 | region europe-west1 *1.1 | region asia-southeast1 *1.1 | can tools vision pdf reasoning | not audio video | reasoning effort:low,medium,high,max budget | limit context 1000000 output 128000 | released 2026-02-17 | src mp batch:p regions:p
claude-sonnet-4@20250514 | chat deprecated | $ in 3 out 15 read 0.3 w5m 3.75 w1h 6 | batch in 1.5 out 7.5 | can tools vision pdf reasoning | not audio video | reasoning budget | limit context 200000 output 64000 | released 2025-05-22 | src mp batch:p
claude-sonnet-5@default | chat | $ in 2 out 10 read 0.2 w5m 2.5 w1h 4 | batch in 1 out 5 read 0.1 w5m 1.25 w1h 2 | region us *1.1 | region eu *1.1 | can tools vision pdf reasoning | not audio video | reasoning toggle effort:low,medium,high,xhigh,max | limit context 1000000 output 128000 | released 2026-06-30 | src mp batch:p schedule:k regions:p newer:n
codestral-2 | chat | $ in 0.3 out 0.9 | can tools | src p
deepseek-ai/deepseek-v3.1-maas | chat | $ in 0.6 out 1.7 read 0.06 | batch in 0.3 out 0.85 | can tools pdf reasoning structured_output | not vision audio video | limit context 163840 output 32768 | released 2025-08-28 | src mp cacheRead:p batch:p
deepseek-ai/deepseek-v3.2-maas | chat | $ in 0.56 out 1.68 read 0.056 | batch in 0.28 out 0.84 | can tools pdf reasoning structured_output | not vision audio video | limit context 163840 output 65536 | released 2025-12-17 | src mp batch:p
deepseek-r1-0528-maas | chat | $ in 1.35 out 5.4 | batch in 0.675 out 2.7 | src p
gemini-1.0-pro | chat | $ in 0.5 out 1.5 ain 0.5 | batch in 0.25 out 0.75 ain 0.25 | unit webSearch 0.035 maps 0.025 | src p modalities:k
gemini-1.0-pro-001 | chat | $ in 0.5 out 1.5 ain 0.5 | batch in 0.25 out 0.75 ain 0.25 | unit webSearch 0.035 maps 0.025 | src p modalities:k
gemini-1.0-pro-002 | chat | $ in 0.5 out 1.5 ain 0.5 | batch in 0.25 out 0.75 ain 0.25 | unit webSearch 0.035 maps 0.025 | src p modalities:k
gemini-1.0-pro-vision | chat | $ in 0.5 out 1.5 ain 0.5 | batch in 0.25 out 0.75 ain 0.25 | unit webSearch 0.035 maps 0.025 | src p modalities:k
gemini-1.0-pro-vision-001 | chat | $ in 0.5 out 1.5 ain 0.5 | batch in 0.25 out 0.75 ain 0.25 | unit webSearch 0.035 maps 0.025 | src p modalities:k
gemini-1.5-pro-001 | chat | $ in 1.25 out 5 ain 1.25 vin 1.25 | batch in 0.625 out 2.5 ain 0.625 vin 0.625 | unit webSearch 0.035 maps 0.025 | can tools vision pdf | src p modalities:k
gemini-1.5-pro-002 | chat | $ in 1.25 out 5 ain 1.25 vin 1.25 | batch in 0.625 out 2.5 ain 0.625 vin 0.625 | unit webSearch 0.035 maps 0.025 | can tools vision pdf | src p modalities:k
gemini-1.5-pro-002-batchx | chat | $ in 1.25 out 5 ain 1.25 | batch in 0.625 out 2.5 ain 0.625 | src p modalities:k
gemini-1.5-pro-preview-0409 | chat | $ in 1.25 out 5 ain 1.25 vin 1.25 | batch in 0.625 out 2.5 ain 0.625 vin 0.625 | unit webSearch 0.035 maps 0.025 | can tools vision pdf | src p modalities:k
gemini-1.5-pro-preview-0514 | chat | $ in 1.25 out 5 ain 1.25 vin 1.25 | batch in 0.625 out 2.5 ain 0.625 vin 0.625 | unit webSearch 0.035 maps 0.025 | can tools vision pdf | src p modalities:k
gemini-1.5-vision | chat | $ in 10 out 30 | batch in 5 out 15 | unit webSearch 0.035 maps 0.025 | src p
gemini-2.0-flash | chat | $ in 0.15 out 0.6 | batch in 0.075 out 0.3 | unit webSearch 0.035 enterpriseWebSearch 0.045 maps 0.025 | src p
gemini-2.0-flash-001 | chat | $ in 0.15 out 0.6 vin 0.15 | batch in 0.075 out 0.3 vin 0.075 | unit webSearch 0.035 enterpriseWebSearch 0.045 maps 0.025 | can tools vision pdf | src p modalities:k
gemini-2.0-flash-exp | chat | $ in 0.15 out 0.6 vin 0.15 | batch in 0.075 out 0.3 vin 0.075 | can tools vision pdf | src p modalities:k
gemini-2.0-flash-exp-001 | chat | $ in 0.15 out 0.6 | batch in 0.075 out 0.3 | src p
gemini-2.0-flash-lite | chat | $ in 0.075 out 0.3 vin 0.075 | batch in 0.0375 out 0.15 vin 0.0375 | unit webSearch 0.035 maps 0.025 | can tools vision pdf | src p modalities:k
gemini-2.0-flash-lite-001 | chat | $ in 0.075 out 0.3 vin 0.075 | batch in 0.0375 out 0.15 vin 0.0375 | unit webSearch 0.035 enterpriseWebSearch 0.045 maps 0.025 | can tools vision pdf | src p modalities:k
gemini-2.0-flash-lite-preview-02-05 | chat | $ in 0.075 out 0.3 vin 0.075 | batch in 0.0375 out 0.15 vin 0.0375 | unit webSearch 0.035 maps 0.025 | can tools vision pdf | src p modalities:k
gemini-2.0-flash-preview-image-generation | chat | $ in 0.15 out 0.6 | batch in 0.075 out 0.3 | can tools vision | src p
gemini-2.5-computer-use-preview-10-2025 | chat | $ in 1.25 out 10 vin 1.25 | >200000 in 2.5 out 15 vin 2.5 | unit webSearch 0.035 enterpriseWebSearch 0.045 maps 0.025 | can tools vision | src p modalities:k
gemini-2.5-flash | chat | $ in 0.3 out 2.5 read 0.03 iout 30 vin 0.3 | batch in 0.15 out 1.25 iout 30 vin 0.15 | flex in 0.15 out 1.25 iout 30 vin 0.15 | priority in 0.54 out 4.5 read 0.05 iout 30 vin 0.54 | unit webSearch 0.035 enterpriseWebSearch 0.045 maps 0.025 | can tools vision audio video pdf reasoning | reasoning toggle budget | limit context 1048576 output 65536 | released 2025-06-17 | conflict read p=0.03 m=0.075 | src p modalities:k
gemini-2.5-flash-image | chat | $ in 0.3 out 2.5 read 0.03 iout 30 | batch in 0.15 out 1.25 iout 15 | flex in 0.15 out 1.25 iout 15 | unit webSearch 0.035 enterpriseWebSearch 0.045 maps 0.025 | src p
gemini-2.5-flash-image-preview | chat | $ in 0.3 out 2.5 read 0.03 iout 30 | batch in 0.15 out 1.25 iout 15 | flex in 0.15 out 1.25 iout 15 | unit webSearch 0.035 enterpriseWebSearch 0.045 maps 0.025 | src p
gemini-2.5-flash-lite | chat | $ in 0.1 out 0.4 read 0.01 ain 0.3 vin 0.1 | batch in 0.05 out 0.2 vin 0.05 | flex in 0.05 out 0.2 vin 0.05 | priority in 0.18 out 0.72 read 0.02 vin 0.18 | unit webSearch 0.035 enterpriseWebSearch 0.045 maps 0.025 | can tools vision audio video pdf reasoning | reasoning toggle budget | limit context 1048576 output 65536 | released 2025-06-17 | src p cacheRead:mp modalities:k
gemini-2.5-flash-lite-preview-06-17 | chat | $ in 0.1 out 0.4 read 0.01 vin 0.1 | batch in 0.05 out 0.2 vin 0.05 | flex in 0.05 out 0.2 vin 0.05 | priority in 0.18 out 0.72 read 0.02 vin 0.18 | unit webSearch 0.035 maps 0.025 | can tools vision pdf | src p modalities:k
gemini-2.5-flash-lite-preview-09-2025 | chat | $ in 0.1 out 0.4 read 0.01 vin 0.1 | batch in 0.05 out 0.2 vin 0.05 | flex in 0.05 out 0.2 vin 0.05 | priority in 0.18 out 0.72 read 0.02 vin 0.18 | unit webSearch 0.035 enterpriseWebSearch 0.045 maps 0.025 | can tools vision | src p modalities:k
gemini-2.5-flash-lite-preview-tts | audio | $ in 0.5 out 10 | src p
gemini-2.5-flash-preview-04-17 | chat | $ in 0.3 out 2.5 read 0.03 vin 0.3 | batch in 0.15 out 1.25 vin 0.15 | flex in 0.15 out 1.25 vin 0.15 | priority in 0.54 out 4.5 read 0.05 vin 0.54 | unit webSearch 0.035 maps 0.025 | can tools vision pdf | src p modalities:k
gemini-2.5-flash-preview-05-20 | chat | $ in 0.3 out 2.5 read 0.03 vin 0.3 | batch in 0.15 out 1.25 vin 0.15 | flex in 0.15 out 1.25 vin 0.15 | priority in 0.54 out 4.5 read 0.05 vin 0.54 | unit webSearch 0.035 maps 0.025 | can tools vision pdf | src p modalities:k
gemini-2.5-flash-preview-09-2025 | chat | $ in 0.3 out 2.5 read 0.03 iout 30 vin 0.3 | batch in 0.15 out 1.25 iout 30 vin 0.15 | flex in 0.15 out 1.25 iout 30 vin 0.15 | priority in 0.54 out 4.5 read 0.05 iout 30 vin 0.54 | unit webSearch 0.035 enterpriseWebSearch 0.045 maps 0.025 | can tools vision | src p modalities:k
gemini-2.5-flash-tts | audio | $ in 0.5 out 10 | not tools vision audio video pdf reasoning | gives audio | limit context 32768 output 16384 | released 2025-09-30 | src mp
gemini-2.5-pro | chat | $ in 1.25 out 10 read 0.125 ain 1.25 aread 0.125 vin 1.25 | >200000 in 2.5 out 15 read 0.25 ain 2.5 aread 0.25 vin 2.5 | batch in 0.625 out 5 ain 0.625 vin 0.625 | batch >200000 in 1.25 out 7.5 ain 1.25 vin 1.25 | flex in 0.625 out 5 ain 0.625 vin 0.625 | flex >200000 in 1.25 out 7.5 ain 1.25 vin 1.25 | priority in 2.25 out 18 ain 2.25 vin 2.25 | priority >200000 in 4.5 out 27 read 0.45 ain 4.5 aread 0.45 vin 4.5 | unit webSearch 0.035 enterpriseWebSearch 0.045 maps 0.025 | can tools vision audio video pdf reasoning | reasoning budget | limit context 1048576 output 65536 | released 2025-06-17 | conflict read m=0.125 p=0.13 | src p cacheRead:m tiers:mp modalities:k
gemini-2.5-pro-preview-03-25 | chat | $ in 1.25 out 10 read 0.13 ain 1.25 aread 0.13 vin 1.25 | >200000 in 2.5 out 15 read 0.25 ain 2.5 aread 0.25 vin 2.5 | batch in 0.625 out 5 ain 0.625 vin 0.625 | batch >200000 in 1.25 out 7.5 ain 1.25 vin 1.25 | flex in 0.625 out 5 ain 0.625 vin 0.625 | flex >200000 in 1.25 out 7.5 ain 1.25 vin 1.25 | priority in 2.25 out 18 read 0.23 ain 2.25 aread 0.23 vin 2.25 | priority >200000 in 4.5 out 27 read 0.45 ain 4.5 aread 0.45 vin 4.5 | unit webSearch 0.035 enterpriseWebSearch 0.045 maps 0.025 | can tools vision pdf | src p modalities:k
gemini-2.5-pro-preview-05-06 | chat | $ in 1.25 out 10 read 0.13 ain 1.25 aread 0.13 vin 1.25 | >200000 in 2.5 out 15 read 0.25 ain 2.5 aread 0.25 vin 2.5 | batch in 0.625 out 5 ain 0.625 vin 0.625 | batch >200000 in 1.25 out 7.5 ain 1.25 vin 1.25 | flex in 0.625 out 5 ain 0.625 vin 0.625 | flex >200000 in 1.25 out 7.5 ain 1.25 vin 1.25 | priority in 2.25 out 18 read 0.23 ain 2.25 aread 0.23 vin 2.25 | priority >200000 in 4.5 out 27 read 0.45 ain 4.5 aread 0.45 vin 4.5 | unit webSearch 0.035 enterpriseWebSearch 0.045 maps 0.025 | can tools vision pdf | src p modalities:k
gemini-2.5-pro-tts | audio | $ in 1 out 20 | not tools vision audio video pdf reasoning | gives audio | limit context 32768 output 16384 | released 2025-09-30 | src mp
gemini-3-flash-preview | chat | $ in 0.5 out 3 read 0.05 w5m 0.5 ain 1 vin 0.5 | batch in 0.25 out 1.5 vin 0.25 | flex in 0.25 out 1.5 vin 0.25 | priority in 0.9 out 5.4 read 0.09 vin 0.9 | unit webSearch 0.014 maps 0.014 | can tools vision audio video pdf reasoning structured_output | reasoning effort:minimal,low,medium,high | limit context 1048576 output 65536 | released 2025-12-17 | src p cacheRead:mp modalities:k
gemini-3-pro-image | chat | $ in 2 out 12 read 0.2 iout 120 | batch in 1 out 6 iout 60 | flex in 1 out 6 iout 60 | unit webSearch 0.014 maps 0.014 | src p
gemini-3-pro-image-preview | chat | $ in 2 out 12 read 0.2 iout 120 | batch in 1 out 6 iout 60 | flex in 1 out 6 iout 60 | unit webSearch 0.014 maps 0.014 | src p
gemini-3-pro-preview | chat | $ in 2 out 12 read 0.2 ain 2 aread 0.2 iout 120 vin 2 | >200000 in 4 out 18 read 0.4 ain 4 aread 0.4 iout 120 vin 4 | batch in 1 out 6 ain 1 iout 60 vin 1 | batch >200000 in 2 out 9 ain 2 iout 60 vin 2 | flex in 1 out 6 ain 1 iout 60 vin 1 | flex >200000 in 2 out 9 ain 2 iout 60 vin 2 | priority in 3.6 out 21.6 read 0.36 ain 3.6 aread 0.36 iout 120 vin 3.6 | priority >200000 in 7.2 out 32.4 read 0.72 ain 7.2 aread 0.72 iout 120 vin 7.2 | unit webSearch 0.014 enterpriseWebSearch 0.014 maps 0.014 | can tools vision pdf | src p modalities:k
gemini-3-pro-preview-02-05 | chat | $ in 2 out 12 read 0.2 ain 2 aread 0.2 vin 2 | >200000 in 4 out 18 read 0.4 ain 4 aread 0.4 vin 4 | batch in 1 out 6 ain 1 vin 1 | batch >200000 in 2 out 9 ain 2 vin 2 | flex in 1 out 6 ain 1 vin 1 | flex >200000 in 2 out 9 ain 2 vin 2 | priority in 3.6 out 21.6 read 0.36 ain 3.6 aread 0.36 vin 3.6 | priority >200000 in 7.2 out 32.4 read 0.72 ain 7.2 aread 0.72 vin 7.2 | unit webSearch 0.035 maps 0.025 | can tools vision pdf | src p modalities:k
gemini-3.1-flash-image | chat | $ in 0.5 out 3 iout 60 | batch in 0.25 out 1.5 iout 30 | flex in 0.25 out 1.5 iout 30 | unit webSearch 0.014 maps 0.014 | src p
gemini-3.1-flash-image-preview | chat | $ in 0.5 out 3 iout 60 | batch in 0.25 out 1.5 iout 30 | flex in 0.25 out 1.5 iout 30 | unit webSearch 0.014 maps 0.014 | src p
gemini-3.1-flash-lite | chat | $ in 0.25 out 1.5 read 0.025 w5m 0.25 ain 0.5 vin 0.25 | batch in 0.125 out 0.75 read 0.0125 vin 0.125 | flex in 0.125 out 0.75 read 0.0125 vin 0.125 | priority in 0.45 out 2.7 read 0.045 vin 0.45 | region regional *1.1 | unit webSearch 0.014 maps 0.014 | can tools vision audio video pdf reasoning structured_output | reasoning effort:minimal,low,medium,high | limit context 1048576 output 65536 | released 2026-05-07 | src p cacheRead:mp modalities:k
gemini-3.1-flash-lite-image | chat | $ in 0.25 out 1.5 iout 30 | batch in 0.125 out 0.75 iout 15 | flex in 0.125 out 0.75 iout 15 | src p
gemini-3.1-flash-lite-preview | chat deprecated | $ in 0.25 out 1.5 read 0.025 w5m 0.25 ain 0.5 vin 0.25 | batch in 0.125 out 0.75 read 0.0125 vin 0.125 | flex in 0.125 out 0.75 read 0.0125 vin 0.125 | priority in 0.45 out 2.7 read 0.045 vin 0.45 | region regional *1.1 | unit webSearch 0.014 maps 0.014 | can tools vision audio video pdf reasoning structured_output | reasoning effort:minimal,low,medium,high | limit context 1048576 output 65536 | released 2026-03-03 | src p cacheRead:mp modalities:k
gemini-3.1-flash-tts | audio | $ in 1 out 20 | src p
gemini-3.1-pro-preview | chat | $ in 2 out 12 read 0.2 ain 2 aread 0.2 iout 120 vin 2 | >200000 in 4 out 18 read 0.4 ain 4 aread 0.4 iout 120 vin 4 | batch in 1 out 6 ain 1 iout 60 vin 1 | batch >200000 in 2 out 9 ain 2 iout 60 vin 2 | flex in 1 out 6 ain 1 iout 60 vin 1 | flex >200000 in 2 out 9 ain 2 iout 60 vin 2 | priority in 3.6 out 21.6 read 0.36 ain 3.6 aread 0.36 iout 120 vin 3.6 | priority >200000 in 7.2 out 32.4 read 0.72 ain 7.2 aread 0.72 iout 120 vin 7.2 | unit webSearch 0.014 maps 0.014 | can tools vision audio video pdf reasoning structured_output | reasoning effort:low,medium,high | limit context 1048576 output 65536 | released 2026-02-19 | src p cacheRead:mp tiers:mp modalities:k
gemini-3.1-pro-preview-customtools | chat | $ in 2 out 12 read 0.2 ain 2 aread 0.2 vin 2 | >200000 in 4 out 18 read 0.4 ain 4 aread 0.4 vin 4 | batch in 1 out 6 ain 1 vin 1 | batch >200000 in 2 out 9 ain 2 vin 2 | flex in 1 out 6 ain 1 vin 1 | flex >200000 in 2 out 9 ain 2 vin 2 | priority in 3.6 out 21.6 read 0.36 ain 3.6 aread 0.36 vin 3.6 | priority >200000 in 7.2 out 32.4 read 0.72 ain 7.2 aread 0.72 vin 7.2 | unit webSearch 0.035 maps 0.025 | can tools vision audio video pdf reasoning structured_output | reasoning effort:low,medium,high | limit context 1048576 output 65536 | released 2026-02-19 | src mp batch:p flex:p priority:p perUnit:p modalities:k
gemini-3.5-flash | chat | $ in 1.5 out 9 read 0.15 w5m 1.5 ain 1.5 vin 1.5 | batch in 0.75 out 4.5 read 0.075 vin 0.75 | flex in 0.75 out 4.5 read 0.08 vin 0.75 | priority in 2.7 out 16.2 read 0.27 vin 2.7 | region regional *1.1 | unit webSearch 0.014 enterpriseWebSearch 0.014 maps 0.014 | can tools vision audio video pdf reasoning structured_output | reasoning effort:minimal,low,medium,high | limit context 1048576 output 65536 | released 2026-05-19 | src p cacheRead:mp modalities:k
gemini-3.5-flash-lite | chat | $ in 0.3 out 2.5 read 0.03 w5m 0.3 vin 0.3 | batch in 0.15 out 1.25 read 0.015 vin 0.15 | flex in 0.15 out 1.25 read 0.015 vin 0.15 | priority in 0.54 out 4.5 read 0.054 vin 0.54 | region regional *1.1 | unit webSearch 0.014 maps 0.014 | can tools vision pdf audio | src p modalities:k
gemini-3.6-flash | chat | $ in 1.5 out 7.5 read 0.15 w5m 1.5 vin 1.5 | batch in 0.75 out 3.75 read 0.075 vin 0.75 | flex in 0.75 out 3.75 read 0.075 vin 0.75 | priority in 2.7 out 13.5 read 0.27 vin 2.7 | unit webSearch 0.014 enterpriseWebSearch 0.014 maps 0.014 | can tools vision pdf audio | src p modalities:k
gemini-3.7-flash | chat | $ in 1.5 out 7.5 read 0.15 w5m 1.5 vin 1.5 | batch in 0.75 out 3.75 read 0.075 vin 0.75 | flex in 0.75 out 3.75 read 0.075 vin 0.75 | priority in 2.7 out 13.5 read 0.27 vin 2.7 | unit webSearch 0.014 enterpriseWebSearch 0.014 maps 0.014 | can tools vision pdf audio | src p modalities:k
gemini-embedding-001 | embedding | $ in 0.15 | batch in 0.12 | not tools vision audio video pdf reasoning | limit context 2048 output 1 | released 2025-05-20 | src mp batch:p
gemini-embedding-2 | embedding | $ in 0.2 | src p
gemini-embedding-2-preview | embedding | $ in 0.2 | src p
gemini-flash-latest | chat | $ in 0.3 out 2.5 read 0.075 w5m 0.383 vin 0.3 | can tools vision audio video pdf reasoning | reasoning effort:minimal,low,medium,high | limit context 1048576 output 65536 | released 2025-09-25 | src m modalities:k
gemini-flash-lite-latest | chat | $ in 0.1 out 0.4 read 0.025 vin 0.1 | can tools vision audio video pdf reasoning | reasoning effort:minimal,low,medium,high | limit context 1048576 output 65536 | released 2025-09-25 | src m modalities:k
gemini-omni-flash-preview | chat | $ in 1.5 out 9 vin 1.5 vout 17.5 | can tools vision audio | src p modalities:k
gemma-4-26b-a4b-it-maas | chat | $ in 0.15 out 0.6 read 0.015 | can tools vision | src p
grok-4.3 | chat | $ in 1.25 out 2.5 read 0.2 | >200000 in 2.5 out 5 read 0.4 | can tools vision | src p
imagegeneration@002 | image | unit image 0.02 | src p
imagegeneration@005 | image | unit image 0.02 | src p
imagegeneration@006 | image | unit image 0.02 | src p
imagen-3.0-capability-001 | image | unit image 0.04 | src p
imagen-3.0-capability-002 | image | unit image 0.04 | src p
imagen-3.0-fast-generate-001 | image | unit image 0.02 | src p
imagen-3.0-generate-001 | image | unit image 0.04 | src p
imagen-3.0-generate-002 | image | unit image 0.04 | src p
imagen-4.0-fast-generate-001 | image | unit image 0.02 | src p
imagen-4.0-fast-generate-preview-06-06 | image | unit image 0.02 | src p
imagen-4.0-generate-001 | image | unit image 0.04 | src p
imagen-4.0-generate-preview-05-20 | image | unit image 0.04 | src p
imagen-4.0-generate-preview-06-06 | image | unit image 0.04 | src p
imagen-4.0-ultra-generate-001 | image | unit image 0.06 | src p
imagen-4.0-ultra-generate-preview-05-20 | image | unit image 0.06 | src p
imagen-4.0-ultra-generate-preview-06-06 | image | unit image 0.06 | src p
imagen-product-recontext-preview-06-30 | image | unit image 0.12 | src p
llama-3.1-405b-instruct-maas | chat | $ in 5 out 16 | batch in 2.5 out 8 | src p
meta/llama-3.3-70b-instruct-maas | chat | $ in 0.72 out 0.72 | batch in 0.36 out 0.36 | can tools structured_output | not vision audio video pdf reasoning | limit context 128000 output 8192 | released 2025-04-29 | src mp batch:p
meta/llama-4-maverick-17b-128e-instruct-maas | chat | $ in 0.35 out 1.15 | batch in 0.175 out 0.575 | can tools vision structured_output | not audio video pdf reasoning | limit context 524288 output 8192 | released 2025-04-29 | src mp batch:p
minimax-m2-maas | chat | $ in 0.3 out 1.2 read 0.03 | can tools | src p
mistral-medium-3 | chat | $ in 0.4 out 2 | can tools | src p
mistral-small-2503 | chat | $ in 0.1 out 0.3 | can tools | src p
moonshotai/kimi-k2-thinking-maas | chat | $ in 0.6 out 2.5 read 0.06 | can tools reasoning structured_output | not vision audio video pdf | limit context 262144 output 262144 | released 2025-11-13 | src mp cacheRead:p
multimodalembedding | embedding | $ in 0.025 | src p
multimodalembedding@001 | embedding | $ out 0.2 | batch out 0.16 | src p
openai/gpt-oss-120b-maas | chat | $ in 0.09 out 0.36 | batch in 0.045 out 0.18 | can tools reasoning | not vision audio video pdf | reasoning effort:low,medium,high | limit context 131072 output 32768 | released 2025-08-05 | src mp batch:p
openai/gpt-oss-20b-maas | chat | $ in 0.07 out 0.25 | can tools reasoning | not vision audio video pdf | reasoning effort:low,medium,high | limit context 131072 output 32768 | released 2025-08-05 | src m
qwen/qwen3-235b-a22b-instruct-2507-maas | chat | $ in 0.22 out 0.88 | batch in 0.11 out 0.44 | can tools reasoning structured_output | not vision audio video pdf | limit context 262144 output 16384 | released 2025-08-13 | src mp batch:p
qwen3-coder-480b-a35b-instruct-maas | chat | $ in 0.22 out 1.8 read 0.022 | batch in 0.11 out 0.9 | can tools | src p
qwen3-next-80b-a3b-instruct-maas | chat | $ in 0.15 out 1.2 | can tools | src p
qwen3-next-80b-a3b-thinking-maas | chat | $ in 0.15 out 1.2 | src p
semantic-ranker-default | rerank | unit searchUnit 0.001 | src p
semantic-ranker-default-002 | rerank | unit searchUnit 0.001 | src p
semantic-ranker-default-003 | rerank | unit searchUnit 0.001 | src p
semantic-ranker-default-004 | rerank | unit searchUnit 0.001 | src p
semantic-ranker-fast-004 | rerank | unit searchUnit 0.001 | src p
text-embedding | embedding | $ in 0.025 | batch in 0.02 | src p
text-embedding-004 | embedding | $ in 0.1 | batch in 0.08 | src p
text-embedding-005 | embedding | $ in 0.025 | batch in 0.02 | src p
text-embedding-large-exp-03-07 | embedding | $ in 0.025 | src p
text-embedding-preview-0815 | embedding | $ in 0.1 | batch in 0.08 | src p
text-multilingual-embedding-002 | embedding | $ in 0.025 | batch in 0.02 | src p
textembedding-gecko | embedding | $ in 0.025 | batch in 0.02 | src p
textembedding-gecko-multilingual@001 | embedding | $ in 0.1 | batch in 0.08 | src p
textembedding-gecko@001 | embedding | $ in 0.1 | batch in 0.08 | src p
textembedding-gecko@003 | embedding | $ in 0.025 | batch in 0.02 | src p
veo-2.0-generate-001 | video | unit videoSecond 0.5 | src p
veo-2.0-generate-exp | video | unit videoSecond 0.5 | src p
veo-2.0-generate-preview | video | unit videoSecond 0.5 | src p
veo-3.0-fast-generate-001 | video | unit videoSecond 0.1 | src p
veo-3.0-fast-generate-preview | video | unit videoSecond 0.2 | src p
veo-3.0-generate-001 | video | unit videoSecond 0.2 | src p
veo-3.0-generate-preview | video | unit videoSecond 0.2 | src p
veo-3.1-fast-generate-001 | video | unit videoSecond 0.15 | src p
veo-3.1-fast-generate-preview | video | unit videoSecond:1280x720 0.1 videoSecond:1920x1080 0.12 videoSecond:3840x2160 0.3 | src p
veo-3.1-generate-001 | video | unit videoSecond 0.2 | src p
veo-3.1-generate-preview | video | unit videoSecond:1280x720 0.4 videoSecond:1920x1080 0.4 videoSecond:3840x2160 0.6 | src p
veo-3.1-lite-generate-preview | video | unit videoSecond:1280x720 0.05 videoSecond:1920x1080 0.08 | src p
zai-org/glm-4.7-maas | chat | $ in 0.6 out 2.2 | can tools pdf reasoning structured_output | not vision audio video | reasoning toggle | limit context 200000 output 128000 | released 2026-01-06 | src mp
zai-org/glm-5-maas | chat | $ in 1 out 3.2 read 0.1 | can tools reasoning | not vision audio video pdf | reasoning toggle | limit context 202752 output 131072 | released 2026-02-11 | src mp
`,
}
