-- Creates or replaces a session.
-- KEYS: hash, turns, uploads
-- ARGV: milliseconds to live, number of turns, turns..., number of uploads, uploads..., field, value...
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
local at = 2
for list = 2, 3 do
  local last = at + tonumber(ARGV[at])
  for i = at + 1, last do
    redis.call('RPUSH', KEYS[list], ARGV[i])
  end
  at = last + 1
end
for i = at, #ARGV, 2 do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
end
for _, key in ipairs(KEYS) do
  redis.call('PEXPIRE', key, ARGV[1])
end
return 1
