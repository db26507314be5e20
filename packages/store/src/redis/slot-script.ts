import { redisScript, type RedisScript } from './redis-script.ts'

/** Sets how many places a holder has, as far as the others left some, by the clock of Redis. Answers what it has and what nobody has. */
export const slotScript: RedisScript = redisScript(`
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local holder, turn, limit = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local want, ttl = tonumber(ARGV[4]), tonumber(ARGV[5])
local others, known = 0, nil
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local held, at, ends = string.match(all[i + 1], '^(%d+):(%d+):(%d+)$')
  if tonumber(ends) <= now then redis.call('HDEL', KEYS[1], all[i])
  elseif all[i] ~= holder then others = others + tonumber(held)
  elseif turn <= tonumber(at) then known = tonumber(held) end
end
local room = math.max(0, limit - others)
if known then return { known, math.max(0, room - known) } end
local held = math.max(0, math.min(want, room))
redis.call('HSET', KEYS[1], holder, string.format('%d:%d:%d', held, turn, now + ttl))
if redis.call('PTTL', KEYS[1]) < ttl then redis.call('PEXPIRE', KEYS[1], ttl) end
return { held, room - held }
`)
