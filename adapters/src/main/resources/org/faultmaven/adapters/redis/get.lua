-- A session as it is at one moment: its hash, its turns, its uploads.
-- KEYS: hash, turns, uploads
return {
  redis.call('HGETALL', KEYS[1]),
  redis.call('LRANGE', KEYS[2], 0, -1),
  redis.call('LRANGE', KEYS[3], 0, -1)
}
