import type { ProviderTable } from '../provider-table.ts'

export const google: ProviderTable = {
  provider: 'google',
  adapter: 'google',
  page: 'https://ai.google.dev/gemini-api/docs/pricing',
  rows: `
deep-research-pro-preview-12-2025 | chat | $ in 2 out 12 read 0.2 | >200000 in 4 out 18 read 0.4 | batch in 1 out 6 | batch >200000 in 2 out 9 | unit webSearch 0.014 | can tools | src p
embedding-001 | embedding | $ in 0.025 | batch in 0.02 | src p
gemini-1.0-pro-vision-001 | chat | $ in 0.125 out 0.375 ain 0.125 | limit context 32768 | src g modalities:k
gemini-1.5-flash | chat | $ in 0.075 out 0.3 read 0.01875 vin 0.075 | >128000 in 0.15 out 0.6 read 0.0375 vin 0.15 | batch in 0.0375 out 0.15 vin 0.0375 | batch >128000 in 0.075 out 0.3 vin 0.075 | unit webSearch 0.035 | can tools vision pdf | limit context 1000000 | src gp cacheRead:g batch:p perUnit:p modalities:k
gemini-1.5-flash-001 | chat | $ in 0.075 out 0.3 vin 0.075 | >128000 in 0.15 out 0.6 vin 0.15 | batch in 0.0375 out 0.15 vin 0.0375 | batch >128000 in 0.075 out 0.3 vin 0.075 | unit webSearch 0.035 | can tools vision pdf | src p modalities:k
gemini-1.5-flash-002 | chat | $ in 0.075 out 0.3 vin 0.075 | >128000 in 0.15 out 0.6 vin 0.15 | batch in 0.0375 out 0.15 vin 0.0375 | batch >128000 in 0.075 out 0.3 vin 0.075 | unit webSearch 0.035 | can tools vision pdf | src p modalities:k
gemini-1.5-flash-8b | chat | $ in 0.0375 out 0.15 vin 0.0375 | >128000 in 0.075 out 0.3 vin 0.075 | batch in 0.01875 out 0.075 vin 0.01875 | batch >128000 in 0.0375 out 0.15 vin 0.0375 | can tools vision pdf | src p modalities:k
gemini-1.5-flash-8b-001 | chat | $ in 0.0375 out 0.15 vin 0.0375 | >128000 in 0.075 out 0.3 vin 0.075 | batch in 0.01875 out 0.075 vin 0.01875 | batch >128000 in 0.0375 out 0.15 vin 0.0375 | unit webSearch 0.035 | can tools vision pdf | src p modalities:k
gemini-1.5-flash-8b-latest | chat | $ in 0.0375 out 0.15 vin 0.0375 | >128000 in 0.075 out 0.3 vin 0.075 | batch in 0.01875 out 0.075 vin 0.01875 | batch >128000 in 0.0375 out 0.15 vin 0.0375 | unit webSearch 0.035 | can tools vision pdf | src p modalities:k
gemini-1.5-flash-latest | chat | $ in 0.075 out 0.3 read 0.01875 vin 0.075 | >128000 in 0.15 out 0.6 read 0.0375 vin 0.15 | batch in 0.0375 out 0.15 vin 0.0375 | batch >128000 in 0.075 out 0.3 vin 0.075 | unit webSearch 0.035 | can tools vision pdf | limit context 1000000 | src gp cacheRead:g batch:p perUnit:p modalities:k
gemini-1.5-pro | chat | $ in 1.25 out 5 ain 1.25 vin 1.25 | >128000 in 2.5 out 10 ain 2.5 vin 2.5 | batch in 0.625 out 2.5 ain 0.625 vin 0.625 | batch >128000 in 1.25 out 5 ain 1.25 vin 1.25 | unit webSearch 0.035 | can tools vision pdf | limit context 1000000 | src gp batch:p perUnit:p modalities:k
gemini-1.5-pro-001 | chat | $ in 1.25 out 5 ain 1.25 vin 1.25 | >128000 in 2.5 out 10 ain 2.5 vin 2.5 | batch in 0.625 out 2.5 ain 0.625 vin 0.625 | batch >128000 in 1.25 out 5 ain 1.25 vin 1.25 | unit webSearch 0.035 | can tools vision pdf | src p modalities:k
gemini-1.5-pro-002 | chat | $ in 1.25 out 5 ain 1.25 vin 1.25 | >128000 in 2.5 out 10 ain 2.5 vin 2.5 | batch in 0.625 out 2.5 ain 0.625 vin 0.625 | batch >128000 in 1.25 out 5 ain 1.25 vin 1.25 | unit webSearch 0.035 | can tools vision pdf | src p modalities:k
gemini-1.5-pro-latest | chat | $ in 1.25 out 5 ain 1.25 vin 1.25 | >128000 in 2.5 out 10 ain 2.5 vin 2.5 | batch in 0.625 out 2.5 ain 0.625 vin 0.625 | batch >128000 in 1.25 out 5 ain 1.25 vin 1.25 | unit webSearch 0.035 | can tools vision pdf | limit context 1000000 | src gp batch:p perUnit:p modalities:k
gemini-2.0-flash | chat deprecated | $ in 0.1 out 0.4 read 0.025 ain 0.7 aread 0.175 vin 0.1 | batch in 0.05 out 0.2 vin 0.05 | unit webSearch 0.035 | can tools vision audio video pdf structured_output | not reasoning | limit context 1048576 output 8192 | released 2024-12-11 | src gmp batch:p perUnit:p modalities:k
gemini-2.0-flash-001 | chat | $ in 0.1 out 0.4 vin 0.1 | batch in 0.05 out 0.2 vin 0.05 | unit webSearch 0.035 | can tools vision pdf | src p modalities:k
gemini-2.0-flash-exp-001 | chat | $ in 0.15 out 0.6 | batch in 0.075 out 0.3 | src p
gemini-2.0-flash-lite | chat deprecated | $ in 0.075 out 0.3 vin 0.075 | batch in 0.0375 out 0.15 vin 0.0375 | unit webSearch 0.035 | can tools vision audio video pdf structured_output | not reasoning | limit context 1048576 output 8192 | released 2024-12-11 | src gmp batch:p perUnit:p modalities:k
gemini-2.0-flash-lite-001 | chat | $ in 0.075 out 0.3 vin 0.075 | batch in 0.0375 out 0.15 vin 0.0375 | unit webSearch 0.035 | can tools vision pdf | src p modalities:k
gemini-2.5-computer-use-preview-10-2025 | chat | $ in 1.25 out 10 vin 1.25 | can tools vision | src p modalities:k
gemini-2.5-flash | chat | $ in 0.3 out 2.5 read 0.03 ain 1 aread 0.1 vin 0.3 | batch in 0.15 out 1.25 vin 0.15 | unit webSearch 0.035 | can tools vision audio video pdf reasoning structured_output | reasoning toggle budget | limit context 1048576 output 65536 | released 2025-06-17 | src gmp batch:p perUnit:p modalities:k
gemini-2.5-flash-image | chat | $ in 0.3 out 2.5 iout 30 | batch in 0.15 out 1.25 | unit webSearch 0.035 | can vision reasoning | not tools audio video pdf | gives text image | limit context 32768 output 32768 | released 2025-08-26 | conflict out g=2.5 p=2.5 m=30 | src gp batch:p perUnit:p
gemini-2.5-flash-image-preview | chat | $ in 0.3 out 2.5 iout 30 | unit webSearch 0.014 | limit context 1000000 | conflict out g=2.5 p=0.039 | src g perUnit:p
gemini-2.5-flash-lite | chat | $ in 0.1 out 0.4 read 0.01 ain 0.3 aread 0.03 vin 0.1 | batch in 0.05 out 0.2 vin 0.05 | unit webSearch 0.035 | can tools vision audio video pdf reasoning structured_output | reasoning toggle budget | limit context 1048576 output 65536 | released 2025-06-17 | src gmp cacheRead:gm batch:p perUnit:p modalities:k
gemini-2.5-flash-lite-preview-06-17 | chat | $ in 0.1 out 0.4 vin 0.1 | batch in 0.05 out 0.2 vin 0.05 | unit webSearch 0.035 | can tools vision pdf | src p modalities:k
gemini-2.5-flash-lite-preview-09-2025 | chat | $ in 0.1 out 0.4 read 0.01 w5m 0.1 | batch in 0.05 out 0.2 | unit webSearch 0.035 | src p
gemini-2.5-flash-lite-preview-tts | chat | $ in 0.5 out 10 | limit context 8192 | src n
gemini-2.5-flash-preview | chat deprecated | $ in 0.15 out 0.6 | src g
gemini-2.5-flash-preview-04-17 | chat | $ in 0.15 out 0.6 vin 0.15 | batch in 0.075 out 0.3 vin 0.075 | unit webSearch 0.035 | can tools vision pdf | src p modalities:k
gemini-2.5-flash-preview-05-20 | chat | $ in 0.15 out 0.6 vin 0.15 | batch in 0.075 out 0.3 vin 0.075 | unit webSearch 0.035 | can tools vision pdf | src p modalities:k
gemini-2.5-flash-preview-09-2025 | chat | $ in 0.3 out 2.5 read 0.03 w5m 0.3 ain 1 aread 0.1 | batch in 0.15 out 1.25 | unit webSearch 0.035 | src gp batch:p perUnit:p
gemini-2.5-flash-preview-tts | audio | $ in 0.5 out 10 | batch in 0.25 out 5 | not tools vision audio video pdf reasoning | gives audio | limit context 8192 output 16384 | released 2025-05-01 | src mp batch:p
gemini-2.5-pro | chat | $ in 1.25 out 10 read 0.125 ain 1.25 aread 0.125 vin 1.25 | >200000 in 2.5 out 15 read 0.25 ain 2.5 aread 0.25 vin 2.5 | batch in 0.625 out 5 ain 0.625 vin 0.625 | batch >200000 in 1.25 out 7.5 ain 1.25 vin 1.25 | unit webSearch 0.035 | can tools vision audio video pdf reasoning structured_output | reasoning budget | limit context 1048576 output 65536 | released 2025-06-17 | src gmp batch:p perUnit:p modalities:k
gemini-2.5-pro-preview-03-25 | chat | $ in 1.25 out 10 ain 1.25 vin 1.25 | >200000 in 2.5 out 15 ain 2.5 vin 2.5 | batch in 0.625 out 5 ain 0.625 vin 0.625 | batch >200000 in 1.25 out 7.5 ain 1.25 vin 1.25 | unit webSearch 0.035 | can tools vision pdf | src p modalities:k
gemini-2.5-pro-preview-05-06 | chat | $ in 1.25 out 10 ain 1.25 vin 1.25 | >200000 in 2.5 out 15 ain 2.5 vin 2.5 | batch in 0.625 out 5 ain 0.625 vin 0.625 | batch >200000 in 1.25 out 7.5 ain 1.25 vin 1.25 | unit webSearch 0.035 | can tools vision pdf | src p modalities:k
gemini-2.5-pro-preview-tts | audio | $ in 1 out 20 | batch in 0.5 out 10 | not tools vision audio video pdf reasoning | gives audio | limit context 8192 output 16384 | released 2025-05-01 | src mp batch:p
gemini-3-flash-preview | chat | $ in 0.5 out 3 read 0.05 w5m 0.5 ain 1 aread 0.1 vin 0.5 | batch in 0.25 out 1.5 vin 0.25 | unit webSearch 0.014 | can tools vision audio video pdf reasoning structured_output | reasoning effort:minimal,low,medium,high | limit context 1048576 output 65536 | released 2025-12-17 | src gmp batch:p perUnit:p modalities:k
gemini-3-pro-image | chat | $ in 2 out 12 iout 120 | batch in 1 out 6 | unit webSearch 0.014 | limit context 1000000 | src gp batch:p perUnit:p
gemini-3-pro-image-preview | chat | $ in 2 out 12 iout 120 | batch in 1 out 6 | unit webSearch 0.014 | can vision reasoning | not tools audio video pdf | gives text image | limit context 131072 output 32768 | released 2025-11-20 | conflict out g=12 p=12 m=120 | src gp batch:p perUnit:p
gemini-3-pro-preview | chat deprecated | $ in 2 out 12 read 0.2 ain 2 aread 0.2 vin 2 | >200000 in 4 out 18 read 0.4 ain 4 aread 0.4 vin 4 | batch in 1 out 6 ain 1 vin 1 | batch >200000 in 2 out 9 ain 2 vin 2 | unit webSearch 0.014 | can tools vision audio video pdf reasoning structured_output | reasoning effort:low,high | limit context 1048576 output 65536 | released 2025-11-18 | src gmp batch:p perUnit:p modalities:k
gemini-3-pro-preview-02-05 | chat | $ in 2 out 12 ain 2 vin 2 | >200000 in 4 out 18 ain 4 vin 4 | batch in 1 out 6 ain 1 vin 1 | batch >200000 in 2 out 9 ain 2 vin 2 | unit webSearch 0.035 | can tools vision pdf | src p modalities:k
gemini-3.1-flash-image | image | $ in 0.5 out 3 iout 60 | batch in 0.25 out 1.5 | unit webSearch 0.014 | limit context 1000000 | src gp batch:p perUnit:p
gemini-3.1-flash-image-preview | image | $ in 0.5 out 3 iout 60 | batch in 0.25 out 1.5 | unit webSearch 0.014 | can vision pdf reasoning | not tools audio video | gives text image | reasoning effort:minimal,high | limit context 65536 output 65536 | released 2026-02-26 | conflict out g=3 p=3 m=60 | src gp batch:p perUnit:p
gemini-3.1-flash-lite | chat | $ in 0.25 out 1.5 read 0.025 ain 0.5 aread 0.05 vin 0.25 | batch in 0.125 out 0.75 vin 0.125 | unit webSearch 0.014 | can tools vision audio video pdf reasoning structured_output | reasoning effort:minimal,low,medium,high | limit context 1048576 output 65536 | released 2026-05-07 | src gmp batch:p perUnit:p modalities:k
gemini-3.1-flash-lite-image | image | $ in 0.25 out 1.5 iout 30 | batch in 0.125 out 0.75 | src gp batch:p
gemini-3.1-flash-lite-preview | chat deprecated | $ in 0.25 out 1.5 read 0.025 ain 0.5 aread 0.05 vin 0.25 | batch in 0.125 out 0.75 vin 0.125 | unit webSearch 0.014 | can tools vision audio video pdf reasoning structured_output | reasoning effort:minimal,low,medium,high | limit context 1048576 output 65536 | released 2026-03-03 | src gmp batch:p perUnit:p modalities:k
gemini-3.1-flash-live-preview | chat | $ in 0.75 out 4.5 ain 3 aout 12 iin 1 vin 1 | src g
gemini-3.1-pro-preview | chat | $ in 2 out 12 read 0.2 ain 2 aread 0.2 vin 2 | >200000 in 4 out 18 read 0.4 ain 4 aread 0.4 vin 4 | batch in 1 out 6 ain 1 vin 1 | batch >200000 in 2 out 9 ain 2 vin 2 | unit webSearch 0.035 | can tools vision audio video pdf reasoning structured_output | reasoning effort:low,medium,high | limit context 1048576 output 65536 | released 2026-02-19 | conflict read g=0.2 m=0.2 p=4.5 | src gmp cacheRead:gm batch:p perUnit:p modalities:k
gemini-3.1-pro-preview-customtools | chat | $ in 2 out 12 read 0.2 ain 2 aread 0.2 vin 2 | >200000 in 4 out 18 read 0.4 ain 4 aread 0.4 vin 4 | batch in 1 out 6 ain 1 vin 1 | batch >200000 in 2 out 9 ain 2 vin 2 | unit webSearch 0.035 | can tools vision audio video pdf reasoning structured_output | reasoning effort:low,medium,high | limit context 1048576 output 65536 | released 2026-02-19 | conflict read m=0.2 p=4.5 | src mp cacheRead:m batch:p perUnit:p modalities:k
gemini-3.5-flash | chat | $ in 1.5 out 9 read 0.15 ain 1.5 vin 1.5 | batch in 0.75 out 4.5 vin 0.75 | unit webSearch 0.014 | can tools vision audio video pdf reasoning structured_output | reasoning effort:minimal,low,medium,high | limit context 1048576 output 65536 | released 2026-05-19 | src gmp batch:p perUnit:p modalities:k
gemini-3.5-flash-lite | chat | $ in 0.3 out 2.5 read 0.03 vin 0.3 | batch in 0.15 out 1.25 vin 0.15 | unit webSearch 0.014 | can tools vision pdf audio | limit context 1000000 | src gp batch:p perUnit:p modalities:k
gemini-3.6-flash | chat | $ in 0.75 out 3.75 read 0.075 vin 0.75 | from 2027-01-01 in 1.5 out 7.5 read 0.15 vin 1.5 | unit webSearch 0.014 | can tools vision pdf audio | limit context 1000000 | conflict in g=0.75 p=1.5 | conflict out g=3.75 p=7.5 | conflict read g=0.075 p=0.15 | src g perUnit:p modalities:k
gemini-3.7-flash | chat | $ in 0.75 out 3.75 read 0.075 vin 0.75 | from 2027-01-01 in 1.5 out 7.5 read 0.15 vin 1.5 | unit webSearch 0.014 | can tools vision pdf audio | limit context 1000000 | conflict in g=0.75 p=1.5 | conflict out g=3.75 p=7.5 | conflict read g=0.075 p=0.15 | src g perUnit:p modalities:k
gemini-3.8-flash | chat | $ in 0.75 out 3.75 read 0.075 | from 2027-01-01 in 1.5 out 7.5 read 0.15 | limit context 1000000 | src n
gemini-embedding-001 | embedding | $ in 0.15 | batch in 0.12 | not tools vision audio video pdf reasoning | limit context 2048 output 1 | released 2025-05-20 | src gmp batch:p
gemini-embedding-2 | embedding | $ in 0.2 ain 6.5 iin 0.45 vin 12 | limit context 8192 | src g
gemini-embedding-2-preview | embedding | $ in 0.2 | src p
gemini-flash-1.5 | chat | $ in 0.075 out 0.3 read 0.01875 | >128000 in 0.15 out 0.6 read 0.0375 | src g
gemini-flash-1.5-8b | chat | $ in 0.0375 out 0.15 read 0.01 | >128000 in 0.075 out 0.3 read 0.02 | limit context 1000000 | src g
gemini-flash-latest | chat | $ in 0.5 out 3 read 0.05 vin 0.5 | batch in 0.25 out 1.5 vin 0.25 | unit webSearch 0.014 | can tools vision audio video pdf reasoning structured_output | reasoning toggle budget | limit context 1048576 output 65536 | released 2025-09-25 | conflict in p=0.5 m=0.3 | conflict out p=3 m=2.5 | conflict read p=0.05 m=0.075 | src p modalities:k
gemini-flash-lite-latest | chat | $ in 0.25 out 1.5 read 0.025 vin 0.25 | batch in 0.125 out 0.75 vin 0.125 | unit webSearch 0.014 | can tools vision audio video pdf reasoning structured_output | reasoning toggle budget | limit context 1048576 output 65536 | released 2025-09-25 | conflict in p=0.25 m=0.1 | conflict out p=1.5 m=0.4 | src p modalities:k
gemini-live-2.5-flash | chat | $ in 0.5 out 2 ain 3 aout 12 | src g
gemini-omni-flash-preview | chat | $ in 1.5 out 9 vin 1.5 vout 17.5 | can tools vision audio | src gp modalities:k
gemini-pro | chat | $ in 0.125 out 0.375 ain 0.125 | can tools | limit context 32768 | conflict in g=0.125 p=0.25 | conflict out g=0.375 p=0.5 | src g modalities:k
gemini-pro-1.5 | chat | $ in 1.25 out 5 read 0.3125 ain 1.25 aread 0.3125 | >128000 in 2.5 out 10 read 0.625 ain 2.5 aread 0.625 | limit context 2000000 | src g modalities:k
gemini-pro-latest | chat | $ in 2 out 12 read 0.2 ain 2 aread 0.2 vin 2 | >200000 in 4 out 18 read 0.4 ain 4 aread 0.4 vin 4 | batch in 1 out 6 ain 1 vin 1 | batch >200000 in 2 out 9 ain 2 vin 2 | unit webSearch 0.014 | can tools vision | src p modalities:k
gemini-pro-vision | chat | $ in 0.25 out 0.5 ain 0.25 vin 0.25 | batch in 0.125 out 0.25 ain 0.125 vin 0.125 | can tools vision | src p modalities:k
gemini-robotics-er-1.5-preview | chat | $ in 0.3 out 2.5 vin 0.3 | can tools vision pdf | src p modalities:k
gemma-2-27b-it | chat | $ in 0.65 out 0.65 | src g
gemma-4-26b-a4b-it | chat | $ in 0.06 out 0.33 | can tools vision reasoning structured_output | not audio video pdf | reasoning toggle | limit context 262144 output 32768 | released 2026-04-02 | src g
gemma-4-26b-a4b-it-maas | chat | $ in 0.15 out 0.6 read 0.015 | limit context 262144 | src n
gemma-4-31b-it | chat | $ in 0.12 out 0.36 read 0.09 | can tools vision reasoning structured_output | not audio video pdf | reasoning toggle | limit context 262144 output 32768 | released 2026-04-02 | src g
imagen-4.0-fast-generate-001 | image | unit image 0.02 | src p
imagen-4.0-generate-001 | image | unit image 0.04 | src p
imagen-4.0-ultra-generate-001 | image | unit image 0.06 | src p
veo-2.0-generate-001 | video | unit videoSecond 0.35 | src p
veo-3.0-fast-generate-001 | video | unit videoSecond 0.15 | src p
veo-3.0-generate-001 | video | unit videoSecond 0.4 | src p
veo-3.1-fast-generate-preview | video | unit videoSecond:1280x720 0.1 videoSecond:1920x1080 0.12 videoSecond:3840x2160 0.3 | src p
veo-3.1-generate-preview | video | unit videoSecond:1280x720 0.4 videoSecond:1920x1080 0.4 videoSecond:3840x2160 0.6 | src p
veo-3.1-lite-generate-preview | video | unit videoSecond:1280x720 0.05 videoSecond:1920x1080 0.08 | src p
`,
}
