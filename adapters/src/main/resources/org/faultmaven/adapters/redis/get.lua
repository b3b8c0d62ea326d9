-- A session as it is at one moment: its hash, its newest turns, its uploads.
-- KEYS: hash, turns, uploads
-- ARGV: how many turns
local turns = tonumber(ARGV[1])
return {
  redis.call('HGETALL', KEYS[1]),
  turns > 0 and redis.call('LRANGE', KEYS[2], -turns, -1) or {},
  redis.call('LRANGE', KEYS[3], 0, -1)
}
