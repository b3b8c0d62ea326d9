-- Appends to a list of a live session and renews it; 0 when there is no such session.
-- KEYS: hash, the list, the other list
-- ARGV: now (ms), now (ISO 8601), element, longest list, 1 when this may be a repetition
local now = tonumber(ARGV[1])
local session = redis.call('HMGET', KEYS[1], 'expires_at_ms', 'cap_ms', 'ttl_ms')
if not session[1] or tonumber(session[1]) <= now then
  return 0
end
-- An element is like no other: one that is there was appended by the first attempt.
if ARGV[5] == '1' and redis.call('LPOS', KEYS[2], ARGV[3]) then
  return 1
end
redis.call('RPUSH', KEYS[2], ARGV[3])
redis.call('LTRIM', KEYS[2], -tonumber(ARGV[4]), -1)
local ends = math.min(now + tonumber(session[3]), tonumber(session[2]))
redis.call('HSET', KEYS[1], 'last_activity', ARGV[2], 'expires_at_ms', string.format('%.0f', ends))
for _, key in ipairs(KEYS) do
  redis.call('PEXPIRE', key, string.format('%.0f', ends - now))
end
return 1
