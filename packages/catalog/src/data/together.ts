import type { ProviderTable } from '../provider-table.ts'

export const together: ProviderTable = {
  provider: 'together',
  adapter: 'together',
  page: 'https://www.together.ai/pricing',
  rows: `
Austism/chronos-hermes-13b | chat | $ in 0.3 out 0.3 | src gp
BAAI/bge-base-en-v1.5 | embedding | $ in 0.008 | src p
BAAI/bge-large-en-v1.5 | embedding | $ in 0.016 | src p
ByteDance-Seed/SeedEdit | chat | unit image 0.0003 | src p
ByteDance-Seed/Seedream-3.0 | image | unit image 0.00018 | src p
ByteDance-Seed/Seedream-4.0 | image | unit image 0.0003 | src p
ByteDance/Seedance-1.0-lite | video | unit videoSecond 0.00028 | src p
ByteDance/Seedance-1.0-pro | video | unit videoSecond 0.00114 | src p
DiscoResearch/DiscoLM-mixtral-8x7b-v2 | chat | $ in 0.6 out 0.6 | src p
EleutherAI/llemma_7b | chat | $ in 0.2 out 0.2 | src p
Gryphe/MythoMax-L2-13b | chat | $ in 0.3 out 0.3 | src gp
HiDream-ai/HiDream-I1-Dev | image | unit image 0.000045 | src p
HiDream-ai/HiDream-I1-Fast | image | unit image 0.000032 | src p
HiDream-ai/HiDream-I1-Full | image | unit image 0.00009 | src p
LiquidAI/LFM2-24B-A2B | chat | $ in 0.03 out 0.12 | not tools vision audio video pdf reasoning | limit context 32768 output 32768 | released 2026-02-25 | src m
Lykon/DreamShaper | chat | unit image 0.000006 | src p
Meta-Llama/Llama-Guard-7b | chat | $ in 0.2 out 0.2 | src p
MiniMaxAI/MiniMax-M2.5 | chat deprecated | $ in 0.3 out 1.2 read 0.06 | can tools reasoning | not vision audio video pdf | limit context 204800 output 131072 | released 2026-02-12 | conflict in m=0.3 p=300 | conflict out m=1.2 p=1200 | src m
MiniMaxAI/MiniMax-M2.7 | chat | $ in 0.3 out 1.2 read 0.06 | can tools reasoning structured_output | not vision audio video pdf | limit context 202752 output 131072 | released 2026-03-18 | src mp
MiniMaxAI/MiniMax-M3 | chat | $ in 0.3 out 1.2 read 0.06 | can tools vision reasoning structured_output | not audio video pdf | limit context 524288 output 250000 | released 2026-06-12 | src m
Nexusflow/NexusRaven-V2-13B | chat | $ in 0.3 out 0.3 | src gp
NousResearch/Nous-Capybara-7B-V1p9 | chat | $ in 0.2 out 0.2 | src gp
NousResearch/Nous-Hermes-Llama2-13b | chat | $ in 0.3 out 0.3 | conflict in p=0.3 g=0.225 | conflict out p=0.3 g=0.225 | src p
NousResearch/Nous-Hermes-llama-2-7b | chat | $ in 0.2 out 0.2 | src gp
NumbersStation/nsql-llama-2-7B | chat | $ in 0.2 out 0.2 | src p
Open-Orca/Mistral-7B-OpenOrca | chat | $ in 0.2 out 0.2 | src gp
Phind/Phind-CodeLlama-34B-Python-v1 | chat | $ in 0.8 out 0.8 | src p
Phind/Phind-CodeLlama-34B-v2 | chat | $ in 0.8 out 0.8 | src p
Qwen/QwQ-32B | chat | $ in 1.2 out 1.2 | suspect | src p
Qwen/Qwen-Image | chat | unit image 0.000058 | src p
Qwen/Qwen-Image-Edit | chat | unit image 0.000032 | src p
Qwen/Qwen2.5-72B-Instruct-Turbo | chat | $ in 1.2 out 1.2 | src p
Qwen/Qwen2.5-7B-Instruct-Turbo | chat | $ in 0.3 out 0.3 | can tools structured_output | not vision audio video pdf reasoning | limit context 32768 output 32768 | released 2024-09-19 | src mp
Qwen/Qwen2.5-Coder-32B-Instruct | chat | $ in 0.8 out 0.8 | src p
Qwen/Qwen2.5-VL-72B-Instruct | chat | $ in 1.95 out 8 | can vision | src p
Qwen/Qwen3-235B-A22B-Instruct-2507-tput | chat | $ in 0.2 out 0.6 | can tools | not vision audio video pdf reasoning | limit context 262144 output 262144 | released 2025-07-25 | src mp
Qwen/Qwen3-235B-A22B-Thinking-2507 | chat | $ in 0.65 out 3 | src p
Qwen/Qwen3-235B-A22B-fp8-tput | chat | $ in 0.2 out 0.6 | src p
Qwen/Qwen3-Coder-480B-A35B-Instruct-FP8 | chat deprecated | $ in 2 out 2 | can tools | not vision audio video pdf reasoning | limit context 262144 output 262144 | released 2025-07-23 | src mp
Qwen/Qwen3-Coder-Next-FP8 | chat deprecated | $ in 0.5 out 1.2 | can tools | not vision audio video pdf reasoning | limit context 262144 output 262144 | released 2026-02-03 | src m
Qwen/Qwen3.5-397B-A17B | chat | $ in 0.6 out 3.6 read 0.35 | can tools vision reasoning | not audio video pdf | reasoning toggle | limit context 262144 output 130000 | released 2026-02-16 | conflict in m=0.6 p=6 | conflict out m=3.6 p=36 | src m
Qwen/Qwen3.5-9B | chat | $ in 0.17 out 0.25 | can tools vision reasoning structured_output | not audio video pdf | reasoning toggle | limit context 262144 output 65536 | released 2026-03-03 | conflict in m=0.17 p=1 | conflict out m=0.25 p=1.5 | src m
Qwen/Qwen3.6-Plus | chat | $ in 0.5 out 3 | can tools reasoning | not vision audio video pdf | reasoning toggle | limit context 1000000 output 500000 | released 2026-04-30 | src mp
Qwen/Qwen3.7-Max | chat | $ in 1.25 out 3.75 read 0.13 | can tools | not vision audio video pdf reasoning | limit context 1000000 output 500000 | released 2026-05-21 | src mp cacheRead:m
RunDiffusion/Juggernaut-pro-flux | image | unit image 0.000049 | src p
Rundiffusion/Juggernaut-Lightning-Flux | image | unit image 0.000017 | src p
WhereIsAI/UAE-Large-V1 | embedding | $ in 0.016 | src p
WizardLM/WizardCoder-Python-34B-V1.0 | chat | $ in 0.8 out 0.8 | src p
WizardLM/WizardLM-13B-V1.2 | chat | $ in 0.2 out 0.2 | conflict in p=0.2 g=0.3 | conflict out p=0.2 g=0.3 | src p
WizardLM/WizardLM-70B-V1.0 | chat | $ in 0.9 out 0.9 | src p
arcee-ai/coder-large | chat | $ in 0.5 out 0.8 | src p
arcee-ai/maestro-reasoning | chat | $ in 0.9 out 3.3 | src p
arcee-ai/virtuoso-large | chat | $ in 0.75 out 1.2 | src p
bert-base-uncased | chat | $ in 0.008 | src p
black-forest-labs/FLUX.1-Canny-pro | image | unit image 0.0005 | src p
black-forest-labs/FLUX.1-dev | image | unit megapixel 0.00025 | src p
black-forest-labs/FLUX.1-kontext-dev | image | unit megapixel 0.00025 | src p
black-forest-labs/FLUX.1-kontext-max | image | unit megapixel 0.0008 | src p
black-forest-labs/FLUX.1-kontext-pro | image | unit megapixel 0.0004 | src p
black-forest-labs/FLUX.1-krea-dev | image | unit megapixel 0.00025 | src p
black-forest-labs/FLUX.1-pro | image | unit megapixel 0.0005 | src p
black-forest-labs/FLUX.1-schnell | image | unit megapixel 0.000027 | src p
black-forest-labs/FLUX.1.1-pro | image | unit image 0.0004 | src p
databricks/dbrx-instruct | chat | $ in 1.2 out 1.2 | src p
deepcogito/cogito-v2-1-671b | chat | $ in 1.25 out 1.25 | can reasoning | not tools vision audio video pdf | reasoning toggle | limit context 163840 output 163840 | released 2025-11-13 | src m
deepcogito/cogito-v2-preview-deepseek-671b | chat | $ in 1.25 out 1.25 | src p
deepcogito/cogito-v2-preview-llama-109B-MoE | chat | $ in 0.18 out 0.59 | src p
deepcogito/cogito-v2-preview-llama-405B | chat | $ in 3.5 out 3.5 | src p
deepcogito/cogito-v2-preview-llama-70B | chat | $ in 0.88 out 0.88 | src p
deepseek-ai/DeepSeek-R1 | chat deprecated | $ in 3 out 7 | can reasoning | not tools vision audio video pdf | limit context 163839 output 163839 | released 2025-01-20 | src mp
deepseek-ai/DeepSeek-R1-0528-tput | chat | $ in 0.55 out 2.19 | src p
deepseek-ai/DeepSeek-R1-Distill-Llama-70B | chat | $ in 2 out 2 | src p
deepseek-ai/DeepSeek-R1-Distill-Qwen-14B | chat | $ in 0.18 out 0.18 | src p
deepseek-ai/DeepSeek-V3 | chat deprecated | $ in 1.25 out 1.25 | can tools | not vision audio video pdf reasoning | limit context 131072 output 131072 | released 2024-12-26 | src mp
deepseek-ai/DeepSeek-V3-1 | chat deprecated | $ in 0.6 out 1.7 | can tools reasoning | not vision audio video pdf | reasoning toggle | limit context 131072 output 131072 | released 2025-08-21 | src m
deepseek-ai/DeepSeek-V3.1 | chat | $ in 0.6 out 1.7 | src p
deepseek-ai/DeepSeek-V4-Pro | chat | $ in 2.1 out 4.4 read 0.2 | can tools reasoning structured_output | not vision audio video pdf | reasoning toggle effort:high,max | limit context 512000 output 384000 | released 2026-04-24 | conflict in p=2.1 m=1.74 | conflict out p=4.4 m=3.48 | src p
deepseek-ai/deepseek-llm-67b-chat | chat | $ in 0.9 out 0.9 | src p
essentialai/Rnj-1-Instruct | chat | $ in 0.15 out 0.15 | can tools | not vision audio video pdf reasoning | limit context 32768 output 32768 | released 2025-12-05 | src m
garage-bAInd/Platypus2-70B-instruct | chat | $ in 0.9 out 0.9 | src gp
google/flash-image-2.5 | chat | unit image 0.000039 | src p
google/gemma-3n-E4B-it | chat | $ in 0.02 out 0.04 | can structured_output | not tools vision audio video pdf reasoning | limit context 32768 output 32768 | released 2025-05-20 | conflict in p=0.02 m=0.06 | conflict out p=0.04 m=0.12 | src p
google/gemma-4-31B-it | chat | $ in 0.39 out 0.97 | can tools vision reasoning structured_output | not audio video pdf | limit context 262144 output 131072 | released 2026-04-07 | src m
google/imagen-4.0-fast | image | unit image 0.0002 | src p
google/imagen-4.0-preview | image | unit image 0.0004 | src p
google/imagen-4.0-ultra | image | unit image 0.0006 | src p
huggyllama/llama-65b | chat | $ in 0.9 out 0.9 | src p
ideogram/ideogram-3.0 | image | unit image 0.0006 | src p
kwaivgI/kling-2.1-pro | video | unit videoSecond 0.00064 | src p
lmsys/vicuna-13b-v1.5 | chat | $ in 0.3 out 0.3 | src gp
lmsys/vicuna-13b-v1.5-16k | chat | $ in 0.3 out 0.3 | src p
marin-community/marin-8b-instruct | chat | $ in 0.18 out 0.18 | src p
meta-llama/Llama-2-7b-chat-hf | chat | $ in 0.2 out 0.2 | src gp
meta-llama/Llama-3-70b-chat-hf | chat | $ in 0.9 out 0.9 | src gp
meta-llama/Llama-3-8b-chat-hf | chat | $ in 0.2 out 0.2 | src gp
meta-llama/Llama-3.2-11B-Vision-Instruct-Turbo | chat | $ in 0.18 out 0.18 | can vision | src p
meta-llama/Llama-3.2-3B-Instruct-Turbo | chat | $ in 0.06 out 0.06 | src p
meta-llama/Llama-3.2-90B-Vision-Instruct-Turbo | chat | $ in 1.2 out 1.2 | can vision | src p
meta-llama/Llama-3.3-70B-Instruct-Turbo | chat | $ in 0.88 out 0.88 | can tools | not vision audio video pdf reasoning | limit context 131072 output 131072 | released 2024-12-06 | src gmp
meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8 | chat | $ in 0.27 out 0.85 | can vision | src gp
meta-llama/Llama-4-Scout-17B-16E-Instruct | chat | $ in 0.18 out 0.59 | can vision | src gp
meta-llama/Meta-Llama-3-8B-Instruct-Lite | chat | $ in 0.1 out 0.1 | not tools vision audio video pdf reasoning | limit context 8192 output 8192 | released 2024-04-18 | conflict in p=0.1 g=0.1 m=0.14 | conflict out p=0.1 g=0.1 m=0.14 | src gp
meta-llama/Meta-Llama-3.1-405B-Instruct-Turbo | chat | $ in 3.5 out 3.5 | src gp
meta-llama/Meta-Llama-3.1-70B-Instruct-Reference | chat | $ in 0.9 out 0.9 | src p
meta-llama/Meta-Llama-3.1-70B-Instruct-Turbo | chat | $ in 0.88 out 0.88 | src gp
meta-llama/Meta-Llama-3.1-70B-Reference | chat | $ in 0.9 out 0.9 | src p
meta-llama/Meta-Llama-3.1-8B-Instruct-Reference | chat | $ in 0.2 out 0.2 | src p
meta-llama/Meta-Llama-3.1-8B-Instruct-Turbo | chat | $ in 0.18 out 0.18 | src gp
meta-llama/Meta-Llama-3.1-8B-Reference | chat | $ in 0.2 out 0.2 | src p
minimax/hailuo-02 | video | unit videoSecond 0.00049 | src p
minimax/video-01-director | video | unit videoSecond 0.00028 | src p
mistralai/Mistral-7B-Instruct-v0.1 | chat | $ in 0.2 out 0.2 | src gp
mistralai/Mistral-7B-Instruct-v0.2 | chat | $ in 0.2 out 0.2 | can tools | src gp
mistralai/Mistral-Small-24B-Instruct-2501 | chat | $ in 0.8 out 0.8 | suspect | src p
mistralai/Mixtral-8x22B | chat | $ in 1.2 out 1.2 | can tools | src p
mistralai/Mixtral-8x7B-Instruct-v0.1 | chat | $ in 0.6 out 0.6 | can tools | conflict in p=0.6 g=0.9 | conflict out p=0.6 g=0.9 | src p
mistralai/Mixtral-8x7B-v0.1 | chat | $ in 0.6 out 0.6 | conflict in p=0.6 g=0.9 | conflict out p=0.6 g=0.9 | src p
moonshot-ai/kimi-k2-instruct | chat | $ in 1 out 3 | src p
moonshot-ai/kimi-k2-instruct-0905 | chat | $ in 1 out 3 | src p
moonshot-ai/kimi-k2-thinking | chat | $ in 1.2 out 4 | src p
moonshotai/Kimi-K2-Instruct | chat | $ in 1 out 3 | src p
moonshotai/Kimi-K2-Instruct-0905 | chat | $ in 1 out 3 | src p
moonshotai/Kimi-K2-Thinking | chat | $ in 1.2 out 4 | src p
moonshotai/Kimi-K2.5 | chat deprecated | $ in 0.5 out 2.8 | can tools vision reasoning | not audio video pdf | reasoning toggle | limit context 262144 output 262144 | released 2026-01-27 | src mp
moonshotai/Kimi-K2.6 | chat | $ in 1.2 out 4.5 read 0.2 | can tools vision video reasoning structured_output | not audio pdf | reasoning toggle | limit context 262144 output 131000 | released 2026-04-21 | src mp
moonshotai/Kimi-K2.7-Code | chat | $ in 1.2 out 4.5 read 0.2 | can tools reasoning structured_output | not vision audio video pdf | limit context 262144 output 131072 | released 2026-06-14 | conflict in p=1.2 m=0.95 | conflict out p=4.5 m=4 | conflict read p=0.2 m=0.19 | src p
nvidia/nemotron-3-ultra-550b-a55b | chat | $ in 0.6 out 3.6 read 0.2 | can tools reasoning structured_output | not vision audio video pdf | reasoning toggle | limit context 512300 output 512300 | released 2026-06-04 | src m
openai/gpt-oss-120b | chat | $ in 0.15 out 0.6 | can tools reasoning | not vision audio video pdf | reasoning effort:low,medium,high | limit context 131072 output 131072 | released 2025-08-05 | src mp
openai/gpt-oss-20b | chat | $ in 0.05 out 0.2 | can tools reasoning structured_output | not vision audio video pdf | reasoning effort:low,medium,high | limit context 131072 output 131072 | released 2025-08-05 | src mp
openchat/openchat-3.5-1210 | chat | $ in 0.2 out 0.2 | src gp
pearl-ai/gemma-4-31b-it | chat | $ in 0.28 out 0.86 | can reasoning | not tools vision audio video pdf | limit context 32000 output 32000 | released 2026-04-07 | src m
pixverse/pixverse-v5 | video | unit videoSecond 0.0006 | src p
sentence-transformers/msmarco-bert-base-dot-v5 | chat | $ in 0.008 | src p
stabilityai/stable-diffusion-3-medium | image | unit image 0.000019 | src p
stabilityai/stable-diffusion-xl-base-1.0 | image | unit image 0.000019 | src p
teknium/OpenHermes-2-Mistral-7B | chat | $ in 0.2 out 0.2 | src gp
teknium/OpenHermes-2p5-Mistral-7B | chat | $ in 0.2 out 0.2 | src gp
togethercomputer/CodeLlama-13b | chat | $ in 0.22 out 0.22 | src p
togethercomputer/CodeLlama-13b-Instruct | chat | $ in 0.22 out 0.22 | src p
togethercomputer/CodeLlama-13b-Python | chat | $ in 0.22 out 0.22 | src p
togethercomputer/CodeLlama-34b | chat | $ in 0.8 out 0.8 | src p
togethercomputer/CodeLlama-34b-Instruct | chat | $ in 0.8 out 0.8 | src p
togethercomputer/CodeLlama-34b-Python | chat | $ in 0.8 out 0.8 | src p
togethercomputer/CodeLlama-7b | chat | $ in 0.2 out 0.2 | src p
togethercomputer/CodeLlama-7b-Instruct | chat | $ in 0.2 out 0.2 | src p
togethercomputer/CodeLlama-7b-Python | chat | $ in 0.2 out 0.2 | src p
togethercomputer/GPT-JT-6B-v1 | chat | $ in 0.2 out 0.2 | src p
togethercomputer/GPT-JT-Moderation-6B | moderation | $ in 0.2 out 0.2 | src gp
togethercomputer/GPT-NeoXT-Chat-Base-20B | chat | $ in 0.3 out 0.3 | src p
togethercomputer/LLaMA-2-7B-32K | chat | $ in 0.2 out 0.2 | src p
togethercomputer/Pythia-Chat-Base-7B-v0.16 | chat | $ in 0.2 out 0.2 | src p
togethercomputer/Qwen-7B | chat | $ in 0.2 out 0.2 | src p
togethercomputer/Qwen-7B-Chat | chat | $ in 0.2 out 0.2 | src p
togethercomputer/RedPajama-INCITE-7B-Base | chat | $ in 0.2 out 0.2 | src gp
togethercomputer/RedPajama-INCITE-7B-Chat | chat | $ in 0.2 out 0.2 | src gp
togethercomputer/RedPajama-INCITE-7B-Instruct | chat | $ in 0.2 out 0.2 | src gp
togethercomputer/RedPajama-INCITE-Base-3B-v1 | chat | $ in 0.1 out 0.1 | src gp
togethercomputer/RedPajama-INCITE-Chat-3B-v1 | chat | $ in 0.1 out 0.1 | src gp
togethercomputer/RedPajama-INCITE-Instruct-3B-v1 | chat | $ in 0.1 out 0.1 | src gp
togethercomputer/StripedHyena-Hessian-7B | chat | $ in 0.2 out 0.2 | src gp
togethercomputer/StripedHyena-Nous-7B | chat | $ in 0.2 out 0.2 | src gp
togethercomputer/alpaca-7b | chat | $ in 0.2 out 0.2 | src gp
togethercomputer/falcon-40b | chat | $ in 0.8 out 0.8 | src p
togethercomputer/falcon-40b-instruct | chat | $ in 0.8 out 0.8 | src p
togethercomputer/falcon-7b | chat | $ in 0.2 out 0.2 | src p
togethercomputer/falcon-7b-instruct | chat | $ in 0.2 out 0.2 | src p
togethercomputer/llama-2-13b | chat | $ in 0.22 out 0.22 | src p
togethercomputer/llama-2-13b-chat | chat | $ in 0.22 out 0.22 | src p
togethercomputer/llama-2-70b | chat | $ in 0.9 out 0.9 | src p
togethercomputer/llama-2-70b-chat | chat | $ in 0.9 out 0.9 | src p
togethercomputer/llama-2-7b | chat | $ in 0.2 out 0.2 | src p
togethercomputer/llama-2-7b-chat | chat | $ in 0.2 out 0.2 | src p
togethercomputer/m2-bert-80M-2k-retrieval | embedding | $ in 0.008 | src p
togethercomputer/m2-bert-80M-32k-retrieval | embedding | $ in 0.008 | src p
togethercomputer/m2-bert-80M-8k-retrieval | embedding | $ in 0.008 | src p
upstage/SOLAR-0-70b-16bit | chat | $ in 0.9 out 0.9 | src p
upstage/SOLAR-10.7B-Instruct-v1.0 | chat | $ in 0.3 out 0.3 | src gp
vidu/vidu-q1 | video | unit videoSecond 0.00044 | src p
zai-org/GLM-4.5-Air-FP8 | chat | $ in 0.2 out 1.1 | src p
zai-org/GLM-5 | chat | $ in 1 out 3.2 | can tools reasoning structured_output | not vision audio video pdf | reasoning toggle | limit context 202752 output 131072 | released 2026-02-11 | src m
zai-org/GLM-5.1 | chat | $ in 1.4 out 4.4 | can tools reasoning structured_output | not vision audio video pdf | reasoning toggle | limit context 202752 output 131072 | released 2026-04-07 | src m
zai-org/GLM-5.2 | chat | $ in 1.4 out 4.4 read 0.26 | can tools reasoning structured_output | not vision audio video pdf | reasoning toggle effort:high,max | limit context 262144 output 164000 | released 2026-06-16 | src mp
zero-one-ai/Yi-34B | chat | $ in 0.8 out 0.8 | src gp
zero-one-ai/Yi-34B-Chat | chat | $ in 0.8 out 0.8 | src p
zero-one-ai/Yi-6B | chat | $ in 0.14 out 0.14 | conflict in p=0.14 g=0.2 | conflict out p=0.14 g=0.2 | src p
`,
}
