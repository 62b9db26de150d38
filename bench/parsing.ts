/**
 * What reading without loss costs: a metrics answer of 300 kB by `JSON.parse`, by `parseJson`, and with its schema, all in
 * the same run and taking turns, so that only the ratios count. Ends with code 1 over the threshold.
 */
import { metricsSchema } from '@/lib/alphapy/endpoints/metrics'
import { parseJson } from '@/lib/alphapy/transport/lossless-json'

const BYTES = 300_000
const ROUNDS = 200
const WARM_UP = 30
/** Times `JSON.parse`. */
const THRESHOLD = { lossless: 6, withSchema: 8 }

const text = metricsAnswer(BYTES)
const ways = {
  'JSON.parse': () => JSON.parse(text),
  'without loss': () => parseJson(text),
  'and checked by its schema': () => metricsSchema.parse(parseJson(text)),
}
/** The same answer with small ids: the walk through the text finds nothing to put in quotes. */
const small = text.replace(/\d{16,}/g, '12345')
const smallWays = { 'JSON.parse': () => JSON.parse(small), 'without loss': () => parseJson(small) }

const [plain = 0, lossless = 0, checked = 0] = measure(ways)
const [smallPlain = 0, smallLossless = 0] = measure(smallWays)
console.log(`metrics answer, ${(text.length / 1_000).toFixed(0)} kB, ${ROUNDS} rounds, medians`)
print('JSON.parse', plain, plain)
print('without loss', lossless, plain, THRESHOLD.lossless)
print('and checked by its schema', checked, plain, THRESHOLD.withSchema)
print('without loss, no large number in it', smallLossless, smallPlain)
process.exitCode = lossless / plain <= THRESHOLD.lossless && checked / plain <= THRESHOLD.withSchema ? 0 : 1

/** Median milliseconds of each way; they take turns, so that whatever else the machine does meets all alike. */
function measure(all: Record<string, () => unknown>): number[] {
  const runs = Object.values(all)
  const times = runs.map((): number[] => [])
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [index, run] of runs.entries()) {
      const startedAt = performance.now()
      run()
      if (round >= 0) times[index]?.push(performance.now() - startedAt)
    }
  }
  return times.map((list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0)
}

function print(name: string, ms: number, plainMs: number, threshold?: number): void {
  const ratio = `${(ms / plainMs).toFixed(1)} ×`
  const limit = threshold === undefined ? '' : `   at most ${threshold} ×`
  console.log(`${name.padEnd(38)}${ms.toFixed(2).padStart(7)} ms${ratio.padStart(9)}${limit}`)
}

/** An answer as the newest server gives it, of a bot in so many guilds that it has the wanted length. */
function metricsAnswer(bytes: number): string {
  const id = (index: number) => `11${String(index).padStart(5, '0')}34567890123${index % 10}`
  const at = '"2026-11-22T04:04:49.487091+01:00"'
  const event = (index: number) =>
    `{"timestamp":${at},"user_id":${id(index)},"tokens_used":${900 + index},"latency_ms":${700 + index},"error_type":null}`
  const override = (index: number) => `{"scope":"reminders","key":"key_${index}","value":"\\"some text ${index}\\""}`
  const list = (count: number, make: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => make(i)).join()
  const around = (
    guilds: string,
  ) => `{"bot":{"online":true,"latency_ms":45.2,"uptime_seconds":3703,"uptime_human":"1h 1m 43s",
"commands_loaded":50,"version":"3.14.0","codename":"Reflection Loop","guilds":[${guilds}],
"commands":[${list(50, (index) => `{"qualified_name":"command ${index}","description":"Does a thing","type":"slash"}`)}]},
"gpt":{"last_success_time":${at},"last_error_type":null,"last_error_time":null,"average_latency_ms":812,
"total_tokens_session":123456,"current_model":"grok-3","last_user_id":${id(1)},"success_count":900,"error_count":2,
"rate_limit_hits":0,"recent_successes":[${list(25, event)}],"recent_errors":[${list(25, event)}]},
"reminders":{"total":12,"recurring":9,"one_off":3,"next_event_time":${at},"per_channel":{${list(9, (index) => `"${id(index)}":${index}`)}},
"upcoming":[${list(3, (index) => `{"id":${index},"name":"Tea","channel_id":${id(index)},"scheduled_time":${at},"is_recurring":false}`)}]},
"tickets":{"total":40,"per_status":{"open":4,"closed":36},"open_count":4,"average_close_seconds":86400,
"open_items":[${list(10, (index) => `{"id":${index},"username":"person ${index}","status":"open","channel_id":${id(index)},"created_at":${at}}`)}]},
"settings_overrides":[${list(60, override)}],"infrastructure":{"database_up":true,"pool_size":10,"checked_at":${at}},
"command_usage":null,"cache_metrics":{"command_tracker_queue_size":0,"ip_rate_limits_size":51}}`
  const guild = (index: number) =>
    `{"id":${id(index)},"name":"Guild ${index} – «côté»","member_count":${100 + index},"owner_id":${id(index + 7)}}`
  return around(list(Math.ceil((bytes - around('').length) / (guild(9_999).length + 1)), guild))
}
