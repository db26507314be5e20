import type { Usage } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { formatUsd } from './cost-of.ts'
import { createCatalog } from './create-catalog.ts'

/**
 * `provider/model | tier, day and region | quantities | USD`. The figures were computed with exact
 * fractions by a program of its own, not by this package; tiers replace, they do not slice.
 */
const cases = `
anthropic/claude-sonnet-4-5 | - | input 199999 output 1000 | 0.614997
anthropic/claude-sonnet-4-5 | - | input 49999 cacheRead 150000 output 333 reasoning 77 | 0.201147
anthropic/claude-sonnet-4-5 | - | input 200000 output 1000 | 0.615
anthropic/claude-sonnet-4-5 | - | input 50000 cacheRead 150000 output 333 reasoning 77 | 0.20115
anthropic/claude-sonnet-4-5 | - | input 200001 output 1000 | 1.222506
anthropic/claude-sonnet-4-5 | - | input 50001 cacheRead 150000 output 333 reasoning 77 | 0.399231
anthropic/claude-sonnet-4-5 | tier=batch | input 1000 output 7 | 0.0015525
anthropic/claude-sonnet-4-5 | tier=batch | input 200000 output 7 | 0.3000525
anthropic/claude-sonnet-4-5 | tier=batch | input 200001 output 7 | 0.60008175
google/gemini-2.5-pro | - | input 199999 output 1000 | 0.25999875
google/gemini-2.5-pro | - | input 49999 cacheRead 150000 output 333 reasoning 77 | 0.08534875
google/gemini-2.5-pro | - | input 200000 output 1000 | 0.26
google/gemini-2.5-pro | - | input 50000 cacheRead 150000 output 333 reasoning 77 | 0.08535
google/gemini-2.5-pro | - | input 200001 output 1000 | 0.5150025
google/gemini-2.5-pro | - | input 50001 cacheRead 150000 output 333 reasoning 77 | 0.1686525
google/gemini-2.5-pro | tier=batch | input 1000 output 7 | 0.00066
google/gemini-2.5-pro | tier=batch | input 200000 output 7 | 0.125035
google/gemini-2.5-pro | tier=batch | input 200001 output 7 | 0.25005375
google/gemini-3.1-pro-preview | - | input 199999 output 1000 | 0.411998
google/gemini-3.1-pro-preview | - | input 49999 cacheRead 150000 output 333 reasoning 77 | 0.134918
google/gemini-3.1-pro-preview | - | input 200000 output 1000 | 0.412
google/gemini-3.1-pro-preview | - | input 50000 cacheRead 150000 output 333 reasoning 77 | 0.13492
google/gemini-3.1-pro-preview | - | input 200001 output 1000 | 0.818004
google/gemini-3.1-pro-preview | - | input 50001 cacheRead 150000 output 333 reasoning 77 | 0.267384
google/gemini-3.1-pro-preview | tier=batch | input 1000 output 7 | 0.001042
google/gemini-3.1-pro-preview | tier=batch | input 200000 output 7 | 0.200042
google/gemini-3.1-pro-preview | tier=batch | input 200001 output 7 | 0.400065
google-vertex/gemini-2.5-pro | - | input 199999 output 1000 | 0.25999875
google-vertex/gemini-2.5-pro | - | input 49999 cacheRead 150000 output 333 reasoning 77 | 0.08534875
google-vertex/gemini-2.5-pro | - | input 200000 output 1000 | 0.26
google-vertex/gemini-2.5-pro | - | input 50000 cacheRead 150000 output 333 reasoning 77 | 0.08535
google-vertex/gemini-2.5-pro | - | input 200001 output 1000 | 0.5150025
google-vertex/gemini-2.5-pro | - | input 50001 cacheRead 150000 output 333 reasoning 77 | 0.1686525
google-vertex/gemini-2.5-pro | tier=batch | input 1000 output 7 | 0.00066
google-vertex/gemini-2.5-pro | tier=batch | input 200000 output 7 | 0.125035
google-vertex/gemini-2.5-pro | tier=batch | input 200001 output 7 | 0.25005375
google-vertex/gemini-2.5-pro | tier=flex | input 1000 output 7 | 0.00066
google-vertex/gemini-2.5-pro | tier=flex | input 200000 output 7 | 0.125035
google-vertex/gemini-2.5-pro | tier=flex | input 200001 output 7 | 0.25005375
google-vertex/gemini-2.5-pro | tier=priority | input 1000 output 7 | 0.002376
google-vertex/gemini-2.5-pro | tier=priority | input 200000 output 7 | 0.450126
google-vertex/gemini-2.5-pro | tier=priority | input 200001 output 7 | 0.9001935
xai/grok-4.20-0309-reasoning | - | input 199999 output 1000 | 0.25249875
xai/grok-4.20-0309-reasoning | - | input 49999 cacheRead 150000 output 333 reasoning 77 | 0.09352375
xai/grok-4.20-0309-reasoning | - | input 200000 output 1000 | 0.2525
xai/grok-4.20-0309-reasoning | - | input 50000 cacheRead 150000 output 333 reasoning 77 | 0.093525
xai/grok-4.20-0309-reasoning | - | input 200001 output 1000 | 0.5050025
xai/grok-4.20-0309-reasoning | - | input 50001 cacheRead 150000 output 333 reasoning 77 | 0.1870525
openai/gpt-5.5 | - | input 271999 output 1000 | 1.389995
openai/gpt-5.5 | - | input 121999 cacheRead 150000 output 333 reasoning 77 | 0.697295
openai/gpt-5.5 | - | input 272000 output 1000 | 1.39
openai/gpt-5.5 | - | input 122000 cacheRead 150000 output 333 reasoning 77 | 0.6973
openai/gpt-5.5 | - | input 272001 output 1000 | 2.76501
openai/gpt-5.5 | - | input 122001 cacheRead 150000 output 333 reasoning 77 | 1.38846
openai/gpt-5.5 | tier=batch | input 1000 output 7 | 0.002605
openai/gpt-5.5 | tier=batch | input 272000 output 7 | 0.680105
openai/gpt-5.5 | tier=batch | input 272001 output 7 | 1.3601625
openai/gpt-5.5 | tier=flex | input 1000 output 7 | 0.002605
openai/gpt-5.5 | tier=flex | input 272000 output 7 | 0.680105
openai/gpt-5.5 | tier=flex | input 272001 output 7 | 1.3601625
openai/gpt-5.5 | tier=priority | input 1000 output 7 | 0.013025
openai/gpt-5.5 | tier=priority | input 272000 output 7 | 3.400525
openai/gpt-5.5 | tier=priority | input 272001 output 7 | 6.8008125
openai/gpt-5.4 | - | input 271999 output 1000 | 0.6949975
openai/gpt-5.4 | - | input 121999 cacheRead 150000 output 333 reasoning 77 | 0.3486475
openai/gpt-5.4 | - | input 272000 output 1000 | 0.695
openai/gpt-5.4 | - | input 122000 cacheRead 150000 output 333 reasoning 77 | 0.34865
openai/gpt-5.4 | - | input 272001 output 1000 | 1.382505
openai/gpt-5.4 | - | input 122001 cacheRead 150000 output 333 reasoning 77 | 0.69423
openai/gpt-5.4 | tier=batch | input 1000 output 7 | 0.0013025
openai/gpt-5.4 | tier=batch | input 272000 output 7 | 0.3400525
openai/gpt-5.4 | tier=batch | input 272001 output 7 | 0.68008125
openai/gpt-5.4 | tier=flex | input 1000 output 7 | 0.0013025
openai/gpt-5.4 | tier=flex | input 272000 output 7 | 0.3400525
openai/gpt-5.4 | tier=flex | input 272001 output 7 | 0.68008125
openai/gpt-5.4 | tier=priority | input 1000 output 7 | 0.00521
openai/gpt-5.4 | tier=priority | input 272000 output 7 | 1.36021
openai/gpt-5.4 | tier=priority | input 272001 output 7 | 2.720325
anthropic/claude-haiku-4-5 | - | input 1234 output 567 | 0.004069
anthropic/claude-haiku-4-5 | - | input 1 cacheRead 99999 output 1 | 0.0100059
anthropic/claude-haiku-4-5 | - | input 10 cacheWrite5m 2000 output 3 | 0.002525
anthropic/claude-haiku-4-5 | - | input 10 cacheRead 48000 cacheWrite5m 2001 cacheWrite1h 1003 output 9 | 0.00936225
anthropic/claude-haiku-4-5 | tier=batch | input 1234 cacheRead 100 output 567 | 0.0020395
anthropic/claude-opus-4-8 | - | input 1234 output 567 | 0.020345
anthropic/claude-opus-4-8 | - | input 1 cacheRead 99999 output 1 | 0.0500295
anthropic/claude-opus-4-8 | - | input 10 cacheWrite5m 2000 output 3 | 0.012625
anthropic/claude-opus-4-8 | - | input 10 cacheRead 48000 cacheWrite5m 2001 cacheWrite1h 1003 output 9 | 0.04681125
anthropic/claude-opus-4-8 | tier=batch | input 1234 cacheRead 100 output 567 | 0.0101975
anthropic/claude-opus-4-1 | - | input 1234 output 567 | 0.061035
anthropic/claude-opus-4-1 | - | input 1 cacheRead 99999 output 1 | 0.1500885
anthropic/claude-opus-4-1 | - | input 10 cacheWrite5m 2000 output 3 | 0.037875
anthropic/claude-opus-4-1 | - | input 10 cacheRead 48000 cacheWrite5m 2001 cacheWrite1h 1003 output 9 | 0.14043375
anthropic/claude-opus-4-1 | tier=batch | input 1234 cacheRead 100 output 567 | 0.0305925
bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0 | - | input 1234 output 567 | 0.0134277
bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0 | - | input 1 cacheRead 99999 output 1 | 0.03301947
bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0 | - | input 10 cacheWrite5m 2000 output 3 | 0.0083325
bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0 | - | input 10 cacheRead 48000 cacheWrite5m 2001 cacheWrite1h 1003 output 9 | 0.030895425
bedrock/us.anthropic.claude-haiku-4-5-20251001-v1:0 | - | input 1234 output 567 | 0.0044759
bedrock/us.anthropic.claude-haiku-4-5-20251001-v1:0 | - | input 1 cacheRead 99999 output 1 | 0.01100649
bedrock/us.anthropic.claude-haiku-4-5-20251001-v1:0 | - | input 10 cacheWrite5m 2000 output 3 | 0.0027775
bedrock/us.anthropic.claude-haiku-4-5-20251001-v1:0 | - | input 10 cacheRead 48000 cacheWrite5m 2001 cacheWrite1h 1003 output 9 | 0.010298475
openai/gpt-5-mini | - | input 1234 output 567 | 0.0014425
openai/gpt-5-mini | - | input 1 cacheRead 99999 output 1 | 0.002502225
openai/gpt-5-mini | - | input 10 cacheWrite5m 2000 output 3 | 0.0005085
openai/gpt-5-mini | tier=batch | input 1234 cacheRead 100 output 567 | 0.0007225
openai/gpt-4.1 | - | input 1234 output 567 | 0.007004
openai/gpt-4.1 | - | input 1 cacheRead 99999 output 1 | 0.0500095
openai/gpt-4.1 | - | input 10 cacheWrite5m 2000 output 3 | 0.004044
openai/gpt-4.1 | tier=batch | input 1234 cacheRead 100 output 567 | 0.003527
deepseek/deepseek-v4-flash | day=2026-08-16 | input 1234 output 567 | 0.00033152
deepseek/deepseek-v4-flash | day=2026-08-16 | input 1 cacheRead 99999 output 1 | 0.0002804172
deepseek/deepseek-v4-flash | day=2026-08-16 | input 10 cacheWrite5m 2000 output 3 | 0.00028224
groq/openai/gpt-oss-120b | - | input 1234 output 567 | 0.0005253
groq/openai/gpt-oss-120b | - | input 1 cacheRead 99999 output 1 | 0.007500675
groq/openai/gpt-oss-120b | - | input 10 cacheWrite5m 2000 output 3 | 0.0003033
moonshot/kimi-k2.6 | - | input 1234 output 567 | 0.0034403
moonshot/kimi-k2.6 | - | input 1 cacheRead 99999 output 1 | 0.01600479
moonshot/kimi-k2.6 | - | input 10 cacheWrite5m 2000 output 3 | 0.0019215
qwen/qwen3-max | - | input 1234 output 567 | 0.0048828
qwen/qwen3-max | - | input 1 cacheRead 99999 output 1 | 0.02400696
qwen/qwen3-max | - | input 10 cacheWrite5m 2000 output 3 | 0.00243
mistral/mistral-large-latest | - | input 1234 output 567 | 0.0014675
mistral/mistral-large-latest | - | input 1 cacheRead 99999 output 1 | 0.0500015
mistral/mistral-large-latest | - | input 10 cacheWrite5m 2000 output 3 | 0.0010095
fireworks/accounts/fireworks/models/deepseek-v3p2 | - | input 1234 output 567 | 0.0016436
fireworks/accounts/fireworks/models/deepseek-v3p2 | - | input 1 cacheRead 99999 output 1 | 0.02800196
fireworks/accounts/fireworks/models/deepseek-v3p2 | - | input 10 cacheWrite5m 2000 output 3 | 0.00113064
together/deepseek-ai/DeepSeek-V3.1 | - | input 1234 output 567 | 0.0017043
together/deepseek-ai/DeepSeek-V3.1 | - | input 1 cacheRead 99999 output 1 | 0.0600017
together/deepseek-ai/DeepSeek-V3.1 | - | input 10 cacheWrite5m 2000 output 3 | 0.0012111
openai/gpt-5 | tier=batch | input 1000 output 1000 | 0.005625
openai/gpt-5-mini | tier=batch | input 1000 output 1000 | 0.001125
openai/gpt-4.1 | tier=batch | input 1000 output 1000 | 0.005
openai/o3 | tier=batch | input 1000 output 1000 | 0.005
openai/o4-mini | tier=batch | input 1000 output 1000 | 0.00275
openai/gpt-4o | tier=batch | input 1000 output 1000 | 0.00625
openai/gpt-5 | tier=flex | input 1000 output 1000 | 0.005625
openai/gpt-5-mini | tier=flex | input 1000 output 1000 | 0.001125
openai/o3 | tier=flex | input 1000 output 1000 | 0.005
openai/o4-mini | tier=flex | input 1000 output 1000 | 0.00275
openai/gpt-5 | tier=priority | input 1000 output 1000 | 0.0225
openai/gpt-5-mini | tier=priority | input 1000 output 1000 | 0.00405
openai/gpt-4.1 | tier=priority | input 1000 output 1000 | 0.0175
openai/o3 | tier=priority | input 1000 output 1000 | 0.0175
openai/o4-mini | tier=priority | input 1000 output 1000 | 0.01
openai/gpt-4o | tier=priority | input 1000 output 1000 | 0.02125
openai/gpt-5 | tier=batch | input 1000 cacheRead 500 output 1000 | 0.00565625
openai/gpt-5-mini | tier=batch | input 1000 cacheRead 500 output 1000 | 0.00113125
openai/gpt-4.1 | tier=batch | input 1000 cacheRead 500 output 1000 | 0.005125
openai/o3 | tier=batch | input 1000 cacheRead 500 output 1000 | 0.005125
openai/o4-mini | tier=batch | input 1000 cacheRead 500 output 1000 | 0.00281875
openai/gpt-4o | tier=batch | input 1000 cacheRead 500 output 1000 | 0.0065625
openai/gpt-5 | tier=flex | input 1000 cacheRead 500 output 1000 | 0.00565625
openai/gpt-5-mini | tier=flex | input 1000 cacheRead 500 output 1000 | 0.00113125
openai/o3 | tier=flex | input 1000 cacheRead 500 output 1000 | 0.005125
openai/o4-mini | tier=flex | input 1000 cacheRead 500 output 1000 | 0.002819
openai/gpt-5 | tier=priority | input 1000 cacheRead 500 output 1000 | 0.022625
openai/gpt-5-mini | tier=priority | input 1000 cacheRead 500 output 1000 | 0.0040725
openai/gpt-4.1 | tier=priority | input 1000 cacheRead 500 output 1000 | 0.0179375
openai/o3 | tier=priority | input 1000 cacheRead 500 output 1000 | 0.0179375
openai/o4-mini | tier=priority | input 1000 cacheRead 500 output 1000 | 0.01025
openai/gpt-4o | tier=priority | input 1000 cacheRead 500 output 1000 | 0.0223125
qwen/qwen-plus | - | input 100 output 200 reasoning 801 | 0.003484
qwen/qwen-plus | - | input 100 reasoning 1 | 0.000044
qwen/qwen-turbo | - | input 100 output 200 reasoning 801 | 0.0004455
qwen/qwen-turbo | - | input 100 reasoning 1 | 0.0000055
xai/grok-4.3 | - | input 100 output 200 reasoning 801 | 0.0026275
xai/grok-4.3 | - | input 100 reasoning 1 | 0.0001275
google/gemini-2.5-flash | - | input 100 output 200 reasoning 801 | 0.0025325
google/gemini-2.5-flash | - | input 100 reasoning 1 | 0.0000325
openai/gpt-5 | - | input 100 output 200 reasoning 801 | 0.010135
openai/gpt-5 | - | input 100 reasoning 1 | 0.000135
cohere/command-a-03-2025 | - | input 100 output 200 reasoning 801 | 0.01026
cohere/command-a-03-2025 | - | input 100 reasoning 1 | 0.00026
deepseek/deepseek-v4-pro | day=2026-08-16 | input 100 output 200 reasoning 801 | 0.00091437
deepseek/deepseek-v4-pro | day=2026-08-16 | input 100 reasoning 1 | 0.00004437
openai/gpt-audio | - | input 500 audioIn 1000 output 10 | 0.03335
openai/gpt-audio | - | input 5 audioOut 1001 output 10 | 0.0641765
openai/gpt-audio | - | input 5 imageIn 300 output 10 | 0.0008625
openai/gpt-audio | - | input 5 output 10 imageOut 1290 | unknown
openai/gpt-realtime | - | input 500 audioIn 1000 output 10 | 0.03416
openai/gpt-realtime | - | input 5 audioOut 1001 output 10 | 0.064244
openai/gpt-realtime | - | input 5 imageIn 300 output 10 | 0.00168
openai/gpt-realtime | - | input 5 output 10 imageOut 1290 | unknown
google/gemini-2.5-flash | - | input 500 audioIn 1000 output 10 | 0.001175
google/gemini-2.5-flash | - | input 5 audioOut 1001 output 10 | unknown
google/gemini-2.5-flash | - | input 5 imageIn 300 output 10 | 0.0001165
google/gemini-2.5-flash | - | input 5 output 10 imageOut 1290 | unknown
google/gemini-2.0-flash | - | input 500 audioIn 1000 output 10 | 0.000754
google/gemini-2.0-flash | - | input 5 audioOut 1001 output 10 | unknown
google/gemini-2.0-flash | - | input 5 imageIn 300 output 10 | 0.0000345
google/gemini-2.0-flash | - | input 5 output 10 imageOut 1290 | unknown
openai/gpt-image-1 | - | input 500 audioIn 1000 output 10 | unknown
openai/gpt-image-1 | - | input 5 audioOut 1001 output 10 | unknown
openai/gpt-image-1 | - | input 5 imageIn 300 output 10 | 0.003425
openai/gpt-image-1 | - | input 5 output 10 imageOut 1290 | 0.052025
openai/gpt-4o-mini-transcribe | - | input 500 audioIn 1000 output 10 | 0.003675
openai/gpt-4o-mini-transcribe | - | input 5 audioOut 1001 output 10 | unknown
openai/gpt-4o-mini-transcribe | - | input 5 imageIn 300 output 10 | 0.00043125
openai/gpt-4o-mini-transcribe | - | input 5 output 10 imageOut 1290 | unknown
google/gemini-2.5-flash-image | - | input 500 audioIn 1000 output 10 | unknown
google/gemini-2.5-flash-image | - | input 5 audioOut 1001 output 10 | unknown
google/gemini-2.5-flash-image | - | input 5 imageIn 300 output 10 | 0.0001165
google/gemini-2.5-flash-image | - | input 5 output 10 imageOut 1290 | 0.0387265
openai/gpt-4o | - | input 10 output 10 webSearch 3 | 0.030125
anthropic/claude-haiku-4-5 | - | input 10 output 10 webSearch 3 | 0.03006
google/gemini-2.5-flash | - | input 10 output 10 webSearch 3 | 0.105028
openai/gpt-5 | - | input 10 output 10 fileSearch 3 | 0.0076125
xai/grok-4.3 | - | input 10 output 10 xSearch 3 | 0.0150375
mistral/mistral-large-latest | - | input 10 output 10 webSearch 3 | unknown
bedrock/amazon.nova-pro-v1:0 | region=eu-west-2 | input 1000 cacheRead 10 output 1000 | 0.005652825
bedrock/amazon.nova-pro-v1:0 | region=eu-south-1 | input 1000 cacheRead 10 output 1000 | 0.0064932
bedrock/amazon.nova-pro-v1:0 | region=us-east-1 | input 1000 cacheRead 10 output 1000 | 0.004002
bedrock/amazon.nova-pro-v1:0 | region=ap-south-1 | input 1000 cacheRead 10 output 1000 | 0.00470235
openai/gpt-5.5 | region=eu | input 1000 output 1000 | 0.0385
openai/gpt-5.5 | region=global | input 1000 output 1000 | 0.035
google/gemini-3.7-flash | day=2026-12-31 | input 10000 cacheRead 5 output 1000 | 0.011250375
google/gemini-3.6-flash | day=2026-12-31 | input 10000 output 1000 | 0.01125
google/gemini-3.7-flash | day=2027-01-01 | input 10000 cacheRead 5 output 1000 | 0.02250075
google/gemini-3.6-flash | day=2027-01-01 | input 10000 output 1000 | 0.0225
`
  .trim()
  .split('\n')
  .map((line) => line.split(' | '))

const catalog = createCatalog()
const media = ['audioIn', 'audioCacheRead', 'imageIn', 'imageCacheRead', 'videoIn']
const spoken = ['audioOut', 'imageOut']
const buckets = new Set([
  'input',
  'cacheRead',
  'cacheWrite5m',
  'cacheWrite1h',
  'output',
  'reasoning',
  ...media,
  ...spoken,
])

/** Media tokens are overlays: the buckets hold them too. */
function usageOf(text: string): Usage {
  const words = text.split(' ')
  const of = (name: string): number => Number(words[words.indexOf(name) + 1] ?? 0)
  const used = (name: string): number => (words.includes(name) ? of(name) : 0)
  const sum = (names: readonly string[]): number => names.reduce((all, name) => all + used(name), 0)
  const units = words
    .filter((_, index) => index % 2 === 0)
    .filter((name) => media.includes(name) || spoken.includes(name) || !buckets.has(name))
    .map((name) => [name, used(name)] as const)
  return {
    input: {
      uncached: used('input') + sum(media),
      cacheRead: used('cacheRead'),
      cacheWrite5m: used('cacheWrite5m'),
      cacheWrite1h: used('cacheWrite1h'),
      cacheWriteOther: 0,
      toolUse: 0,
    },
    output: { text: used('output') + sum(spoken), reasoning: used('reasoning') },
    units: Object.fromEntries(units),
  }
}

describe('golden costs, to the last digit', () => {
  test.each(cases)(
    '%s, %s: %s costs %s',
    (target = '', how = '', quantities = '', expected = '') => {
      const [provider = '', ...model] = target.split('/')
      const words = Object.fromEntries(how.split(' ').map((word) => word.split('=')))
      const { tier, day, region } = words as Partial<Record<'tier' | 'day' | 'region', string>>
      const at = Date.parse(day ?? '2026-11-24')
      const query = { provider, model: model.join('/'), serviceTier: tier, region, at }
      const { attoUsd } = catalog.cost(catalog.price(query), usageOf(quantities))
      expect(attoUsd === null ? 'unknown' : formatUsd(attoUsd)).toBe(expected)
    },
  )

  test('there are enough of them, over enough providers', () => {
    const providers = new Set(cases.map(([target = '']) => target.split('/')[0]))
    expect(cases.length).toBeGreaterThanOrEqual(120)
    expect(providers.size).toBeGreaterThanOrEqual(10)
  })
})
