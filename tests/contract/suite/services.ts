/** What only the service key with an administrator's Discord id reaches, in generation C. */
import { describe, expect, type TestContext, test } from 'vitest'
import { z } from 'zod'
import type { Part } from './credential-parts'
import type { Current } from './target'
import { idText, integer, moment, shaped } from './wire'

const SERVICE: readonly Part[] = ['key', 'Discord id']
const NAME = 'contract-suite'

const meta = z.looseObject({
  channels: z.array(
    z.looseObject({
      id: idText,
      name: z.string(),
      type: z.enum(['text', 'announcement', 'category']),
      parent_id: idText.nullable(),
    }),
  ),
  roles: z.array(z.looseObject({ id: idText, name: z.string(), color: integer.nullable(), position: integer })),
})
const command = z.looseObject({
  id: integer,
  guild_id: idText,
  name: z.string(),
  trigger_type: z.enum(['exact', 'starts_with', 'contains', 'regex']),
  trigger_value: z.string(),
  response: z.string(),
  enabled: z.boolean(),
  case_sensitive: z.boolean(),
  delete_trigger: z.boolean(),
  reply_to_user: z.boolean(),
  uses: integer,
  created_by: idText.nullable(),
  created_at: moment.nullable(),
  updated_at: moment.nullable(),
})
const reminders = z.looseObject({
  reminders: z.array(
    z.looseObject({ id: integer, guild_id: idText, name: z.string(), channel_id: idText, completed: z.boolean() }),
  ),
})

/** Tests a few service routes, one of them through the life of a custom command. */
export function serviceGuarantees(current: Current): void {
  const usable = (context: TestContext): void => {
    if (current().facts.generation !== 'C') current().leaveOut(context, 'only generation C has service routes')
    current().needs(context, SERVICE)
  }
  const read = (path: string) => current().get('GET', `${current().guildPath}/${path}`, { as: SERVICE })

  describe('by the service key', () => {
    test('channels and roles are named with ids as text, roles from high to low', async (context) => {
      usable(context)
      const { roles } = shaped(meta, await read('discord-meta'))
      const positions = roles.map(({ position }) => Number(position))
      expect(positions).toEqual([...positions].sort((a, b) => b - a))
    })

    test('reminders are listed with ids as text', async (context) => {
      usable(context)
      shaped(reminders, await read('reminders'))
    })

    test('a guild id given as a gdpr answer is a bare integer', async (context) => {
      if (current().facts.generation === 'A') current().leaveOut(context, 'generation A has no gdpr route')
      const shape = z.looseObject({ guild_id: integer, acceptance_count: integer })
      const told = shaped(shape, await current().get('GET', `${current().guildPath}/gdpr`))
      expect(told.guild_id.value).toBe(current().secrets.guildId)
    })

    test('a custom command is made, found, changed, refused twice, deleted, and gone', async (context) => {
      usable(context)
      const path = `${current().guildPath}/custom-commands`
      const own = `${path}/${NAME}`
      const remove = () => current().ask('DELETE', own, { as: SERVICE })
      await remove()
      current().atTheEnd(async () => expect([200, 404]).toContain((await remove()).status))
      const body = {
        name: ` ${NAME.toUpperCase()} `,
        trigger_type: 'exact',
        trigger_value: 'contract suite 7f3a91c04be2',
        response: 'x',
      }
      const made = await current().get('POST', path, { as: SERVICE, body }, 201)
      const created = shaped(z.looseObject({ command }), made).command
      expect([created.name, created.enabled, created.guild_id]).toEqual([NAME, true, current().secrets.guildId])
      const twice = await current().refused(400, 'POST', path, { as: SERVICE, body })
      expect(twice).toBe(`A command named '${NAME}' already exists`)
      await current().get('PUT', own, { as: SERVICE, body: { enabled: false } })
      const { commands } = shaped(z.looseObject({ commands: z.array(command) }), await read('custom-commands'))
      expect(commands.find(({ name }) => name === NAME)).toMatchObject({ id: created.id, enabled: false })
      expect(commands.map(({ name }) => name)).toEqual(commands.map(({ name }) => name).sort())
      expect((await remove()).status).toBe(200)
      expect(await current().refused(404, 'DELETE', own, { as: SERVICE })).toBe('Command not found')
    })
  })
}
