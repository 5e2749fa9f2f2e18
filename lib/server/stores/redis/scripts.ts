// The Lua scripts that Redis runs, each as one step that nothing comes between. KEYS[1] is the prefix
// of all keys: they are made of it, so a Redis Cluster, which wants them named ahead, is not for this.
//
//   room:<id>    hash     version, head, and the parts of the room under their keys
//   log:<id>     stream   the last changes of the room, with the version as the id
//   expires      zset     rooms without people, by when they are to be deleted
//   nodes        set      servers that were not cleared away yet
//   lease:<node> string   there while the server renews it
//   rooms:<node> set      rooms with seats of that server
//   inbox:<node> stream   what that server is to hear
//   letters      stream   what is to be told to another system
//   courier      string   the server that does that now
//   limit:<name>:<who>    counters of limits.ts, which has no script here

/** Makes the meeting, unless its id is taken. ARGV: id, head, expiry, node, letters. */
export const createScript = `
if redis.call('EXISTS', KEYS[1]..'lease:'..ARGV[4]) == 0 then return 'fenced' end
local room = KEYS[1]..'room:'..ARGV[1]
if redis.call('EXISTS', room) == 1 then return 'taken' end
redis.call('HSET', room, 'version', '0', 'head', ARGV[2])
redis.call('ZADD', KEYS[1]..'expires', ARGV[3], ARGV[1])
for _, letter in ipairs(cjson.decode(ARGV[5])) do
  redis.call('XADD', KEYS[1]..'letters', 'MAXLEN', '~', '100000', '*', 'letter', letter)
end
return 'stored'`;

/** Stores a change of a room where it is still at that version, and tells the others. ARGV: the plan. */
export const commitScript = `
local plan = cjson.decode(ARGV[1])
local function key(kind, name) return KEYS[1]..kind..':'..name end
if redis.call('EXISTS', key('lease', plan.node)) == 0 then return 'fenced' end
local room, log = key('room', plan.id), key('log', plan.id)
local version = redis.call('HGET', room, 'version')
if not version then return 'gone' end
if version ~= plan.version then return 'stale' end
if plan.isOver then
  redis.call('DEL', room, log)
  redis.call('ZREM', KEYS[1]..'expires', plan.id)
else
  redis.call('HSET', room, 'version', plan.next, 'head', plan.head, unpack(plan.set))
  if #plan.drop > 0 then redis.call('HDEL', room, unpack(plan.drop)) end
  if plan.expiresAt then redis.call('ZADD', KEYS[1]..'expires', plan.expiresAt, plan.id)
  else redis.call('ZREM', KEYS[1]..'expires', plan.id) end
  redis.call('XADD', log, 'MAXLEN', '~', '256', plan.next..'-0', 'entry', plan.entry)
  redis.call('PEXPIRE', log, '600000')
end
for _, letter in ipairs(plan.letters) do
  redis.call('XADD', KEYS[1]..'letters', 'MAXLEN', '~', '100000', '*', 'letter', letter)
end
for _, node in ipairs(plan.enter) do redis.call('SADD', key('rooms', node), plan.id) end
for _, node in ipairs(plan.leave) do redis.call('SREM', key('rooms', node), plan.id) end
for _, node in ipairs(plan.tell) do
  if redis.call('EXISTS', key('lease', node)) == 1 then
    redis.call('XADD', key('inbox', node), 'MAXLEN', '~', '20000', '*', 'message', plan.message)
  end
end
return 'stored'`;

/** A room with its parts and its last changes, all of one moment. ARGV: id. */
export const loadScript = `
local room = redis.call('HGETALL', KEYS[1]..'room:'..ARGV[1])
if #room == 0 then return {{}, {}} end
return {room, redis.call('XRANGE', KEYS[1]..'log:'..ARGV[1], '-', '+')}`;

/** The version of a room and its changes after one. ARGV: id, version. */
export const sinceScript = `
local version = redis.call('HGET', KEYS[1]..'room:'..ARGV[1], 'version')
if not version then return {'', {}} end
return {version, redis.call('XRANGE', KEYS[1]..'log:'..ARGV[1], '('..ARGV[2]..'-0', '+')}`;

/** Hands a message to a server that is alive. ARGV: node, message. */
export const sendScript = `
if redis.call('EXISTS', KEYS[1]..'lease:'..ARGV[1]) == 0 then return 0 end
redis.call('XADD', KEYS[1]..'inbox:'..ARGV[1], 'MAXLEN', '~', '20000', '*', 'message', ARGV[2])
return 1`;

/** The oldest letters, for one server at a time while it asks. ARGV: node, ms, how many. */
export const lettersScript = `
local courier = redis.call('GET', KEYS[1]..'courier')
if courier and courier ~= ARGV[1] then return {} end
redis.call('SET', KEYS[1]..'courier', ARGV[1], 'PX', ARGV[2])
return redis.call('XRANGE', KEYS[1]..'letters', '-', '+', 'COUNT', ARGV[3])`;

/** Lets another server carry the letters. ARGV: node. */
export const releaseScript = `
if redis.call('GET', KEYS[1]..'courier') ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1]..'courier')`;

/** Takes a lease under a new name. ARGV: node, ms. */
export const enlistScript = `
redis.call('SADD', KEYS[1]..'nodes', ARGV[1])
redis.call('SET', KEYS[1]..'lease:'..ARGV[1], '1', 'PX', ARGV[2])
return 1`;

/** Renews the lease, and forgets what was read; 0 where it had run out. ARGV: node, ms, last read. */
export const renewScript = `
if redis.call('PEXPIRE', KEYS[1]..'lease:'..ARGV[1], ARGV[2]) == 0 then return 0 end
local inbox = KEYS[1]..'inbox:'..ARGV[1]
redis.call('XTRIM', inbox, 'MINID', ARGV[3])
redis.call('PEXPIRE', inbox, ARGV[2] * 10)
return 1`;

/** Servers without a lease, each followed by the rooms with seats of it. */
export const lostScript = `
local lost = {}
for _, node in ipairs(redis.call('SMEMBERS', KEYS[1]..'nodes')) do
  if redis.call('EXISTS', KEYS[1]..'lease:'..node) == 0 then
    table.insert(lost, {node, redis.call('SMEMBERS', KEYS[1]..'rooms:'..node)})
  end
end
return lost`;

/** Clears a lost server away once no seat is left of it. ARGV: node. */
export const forgetScript = `
if redis.call('EXISTS', KEYS[1]..'lease:'..ARGV[1]) == 1 then return 0 end
if redis.call('SCARD', KEYS[1]..'rooms:'..ARGV[1]) > 0 then return 0 end
redis.call('DEL', KEYS[1]..'inbox:'..ARGV[1])
return redis.call('SREM', KEYS[1]..'nodes', ARGV[1])`;

/** How many servers have a lease. */
export const aliveScript = `
local alive = 0
for _, node in ipairs(redis.call('SMEMBERS', KEYS[1]..'nodes')) do
  alive = alive + redis.call('EXISTS', KEYS[1]..'lease:'..node)
end
return alive`;
