/** Removing one row of a guild by its id: the same everywhere but for the words. */
import { type Route, route } from '../route'
import type { Json } from '../wire/json-write'
import { HttpError, orFail } from '../wire/reply'

/** The route under `pattern` that removes a row of `table`. `noun` is how the server calls it. */
export function removalRoute({
  pattern,
  table,
  noun,
  answer,
  ...rest
}: Pick<Route, 'pattern' | 'access'> &
  Partial<Pick<Route, 'since'>> & { table: string; noun: 'question' | 'rule' | 'reminder'; answer: Json }): Route {
  return route({
    ...rest,
    method: 'DELETE',
    pattern: `${pattern}/{${noun}_id}`,
    handle: ({ world, guildId, args }) =>
      orFail(`Failed to delete ${noun}`, async () => {
        const of = [args.int(`${noun}_id`), guildId]
        const removed = await world.db.run(`delete from ${table} where id = $1 and guild_id = $2`, of)
        if (removed === 0) throw new HttpError(404, `${capital(noun)} not found`)
        return answer
      }),
  })
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
