-- Deletes a session; 1 when it was live.
-- KEYS: hash, turns, uploads
-- ARGV: now (ms)
local ends = redis.call('HGET', KEYS[1], 'expires_at_ms')
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
if ends and tonumber(ends) > tonumber(ARGV[1]) then
  return 1
end
return 0
