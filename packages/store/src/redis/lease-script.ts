import { redisScript, type RedisScript } from './redis-script.ts'

/** Takes tokens from a shared bucket by the clock of Redis; a clock that jumps back adds nothing. Answers what was granted and, in ms, when a whole wish will be there. */
export const leaseScript: RedisScript = redisScript(`
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local cap, rate, want = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local v = redis.call('HMGET', KEYS[1], 'tok', 'ts')
local tok = tonumber(v[1]) or cap
local ts = tonumber(v[2]) or now
tok = math.min(cap, tok + math.max(0, now - ts) * rate / 1000)
local granted = math.max(0, math.min(want, math.floor(tok)))
redis.call('HSET', KEYS[1], 'tok', tostring(tok - granted), 'ts', now)
redis.call('PEXPIRE', KEYS[1], math.ceil(cap / rate * 1000) + 1000)
if granted >= want then return { granted, 0 } end
return { granted, math.ceil((math.min(want, cap) - tok + granted) / rate * 1000) }
`)
