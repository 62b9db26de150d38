/** Demo rows that administrators wrote: onboarding, reminders, custom commands. */
import type { Ago, SeedTable } from './alphapy-rows'
import { GUILDS } from './guilds'
import { PEOPLE } from './people'

const guild_id = GUILDS.harbour.id
const created_by = PEOPLE.ada.discordId
const DAY = 60 * 24
const EVENTS = '1187420337402810385'
const BOOK_CLUB = '1187420337402810383'

/** The rows. */
export function contentRows(ago: Ago): SeedTable[] {
  return [questionRows(), ruleRows(), reminderRows(ago), commandRows(ago)]
}

function questionRows(): SeedTable {
  const questions: ReadonlyArray<readonly [string, string, boolean, boolean]> = [
    ['What should we call you?', 'text', true, true],
    ['What brings you to the harbour?', 'text', true, true],
    ['An e-mail address for event invitations (optional)', 'email', false, true],
    ['Which book are you reading right now?', 'text', false, false],
    ['Anything the crew should know?', 'text', false, true],
  ]
  return {
    table: 'guild_onboarding_questions',
    rows: questions.map(([question, question_type, required, enabled], index) => ({
      guild_id,
      step_order: index + 1,
      question,
      question_type,
      required,
      enabled,
    })),
  }
}

function ruleRows(): SeedTable {
  const rules: ReadonlyArray<readonly [string, string, boolean]> = [
    ['Be kind', 'Treat every guest as you would at your own table.', true],
    ['No advertising', 'Ask the crew before you share links to shops or other servers.', true],
    ['Spoilers behind bars', 'Use spoiler tags in the book club until the meeting has been held.', true],
    ['Quiet hours', 'No pings between 23:00 and 07:00, Brussels time.', false],
  ]
  return {
    table: 'guild_rules',
    rows: rules.map(([title, description, enabled], index) => ({
      guild_id,
      rule_order: index + 1,
      title,
      description,
      enabled,
      thumbnail_url: index === 0 ? 'https://example.org/harbour/anchor.png' : null,
    })),
  }
}

function reminderRows(ago: Ago): SeedTable {
  const shared = { guild_id, created_by, completed: false }
  return {
    table: 'reminders',
    rows: [
      {
        ...shared,
        name: 'Morning coffee',
        channel_id: EVENTS,
        time: '08:15',
        call_time: '09:00',
        days: ['0', '1', '2', '3', '4'],
        message: 'Coffee is on. Who is joining?',
      },
      {
        ...shared,
        name: 'Book club',
        channel_id: BOOK_CLUB,
        time: '19:15',
        call_time: '20:00',
        days: ['3'],
        message: 'Chapter night: bring your favourite line.',
      },
      {
        ...shared,
        name: 'Live session',
        channel_id: EVENTS,
        time: '20:15',
        call_time: '21:00',
        days: ['5'],
        message: 'Live session starting now!',
      },
      {
        ...shared,
        name: 'Harbour quiz',
        channel_id: EVENTS,
        time: '19:15',
        call_time: '20:00',
        days: [],
        message: 'Quiz night with guest host Otis.',
        event_time: inBrussels(ago(-DAY * 2), '20:00'),
      },
      {
        ...shared,
        name: 'Summer market',
        channel_id: EVENTS,
        time: '09:15',
        call_time: '10:00',
        days: [],
        message: 'Stalls open at ten.',
        event_time: inBrussels(ago(-DAY * 9), '10:00'),
        location: 'Old quay',
      },
      {
        ...shared,
        name: 'Crew meeting',
        channel_id: EVENTS,
        time: '17:15',
        call_time: '18:00',
        days: [],
        message: 'Monthly round.',
        event_time: inBrussels(ago(DAY * 5), '18:00'),
        completed: true,
      },
    ],
  }
}

/** A clock time in Brussels on the day of a moment, as Postgres reads it. */
function inBrussels(moment: string, clock: string): string {
  return `${moment.slice(0, 10)} ${clock}:00 Europe/Brussels`
}

function commandRows(ago: Ago): SeedTable {
  const commands: ReadonlyArray<readonly [string, string, string, string, boolean, number]> = [
    ['ahoy', 'exact', '!ahoy', 'Ahoy {user.name}, welcome aboard {server}!', true, 318],
    ['menu', 'starts_with', '!menu', 'Today: {random:chowder|pancakes|fish and chips}', true, 97],
    ['tides', 'contains', 'high tide', 'The tide table is pinned in {channel}.', false, 12],
    ['order-number', 'regex', '^order #\\d+$', 'Got it, {user}: the crew will look it up.', true, 41],
  ]
  return {
    table: 'custom_commands',
    rows: commands.map(([name, trigger_type, trigger_value, response, enabled, uses], index) => ({
      guild_id,
      name,
      trigger_type,
      trigger_value,
      response,
      enabled,
      uses,
      created_by,
      created_at: ago(DAY * (60 - index * 9)),
      updated_at: ago(DAY * (20 - index * 4)),
    })),
  }
}
