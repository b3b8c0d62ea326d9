-- Renews a live session, up to its cap; 0 when there is none.
-- KEYS: hash, turns, uploads
-- ARGV: now (ms), milliseconds to live
local now = tonumber(ARGV[1])
local session = redis.call('HMGET', KEYS[1], 'expires_at_ms', 'cap_ms')
if not session[1] or tonumber(session[1]) <= now then
  return 0
end
local ends = math.min(now + tonumber(ARGV[2]), tonumber(session[2]))
redis.call('HSET', KEYS[1], 'ttl_ms', ARGV[2], 'expires_at_ms', string.format('%.0f', ends))
for _, key in ipairs(KEYS) do
  redis.call('PEXPIRE', key, string.format('%.0f', math.max(1, ends - now)))
end
return 1
