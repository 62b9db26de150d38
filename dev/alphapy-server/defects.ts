/** The defects of the newest generation, each a switch: on = as measured, off = as its authors meant it. */

/** Every defect that can be switched, with what it does when on. */
export const DEFECTS = {
  jsonbText: 'settings, history and overrides come out as JSON text instead of values',
  questionOptions: 'questions with options or follow-ups can neither be saved nor listed',
  botMisreadsText: 'the bot keeps the JSON quotes of text settings and takes onboarding.enabled for text',
  badValuesStopBot: 'one undecodable setting keeps bot and server from starting',
  rollbackWithTokenFails: 'a rollback with a user token fails with 500',
  rollbackForgets: 'a rollback records the restored value as the replaced one, needs an existing row, skips the bot',
  reorderCollides: 'a reorder onto an occupied position fails with 500',
  automodWriteLies: 'creating and changing an AutoMod rule answers 500 after the commit',
  automodSeverityIgnored: 'a new AutoMod rule always gets severity 1',
  automodDeleteBlocked: 'an AutoMod rule with violations cannot be deleted',
  automodSettingsPartial: 'AutoMod settings without a channel fail after the first value was saved',
  verificationQueueEmpty: 'the verification queue hides every row the bot has stamped as resolved',
  verificationResolveFails: 'resolving a verification fails: 500 first, then 400 with an internal message',
  commandUsageNull: 'command usage in metrics is always null',
  slashClearLeavesNoHistory: 'clearing a setting in Discord writes no history row',
  personalRemindersFail: 'saving a personal reminder always fails with a plain 500',
} as const

/** The name of a switchable defect. */
export type DefectName = keyof typeof DEFECTS

/** Which defects are on. */
export type Defects = Record<DefectName, boolean>

/** A preset: `head` = all as measured, `repaired` = none. */
export type DefectPreset = 'head' | 'repaired'

/** Whether a text names a defect. */
export function isDefectName(name: string): name is DefectName {
  return Object.hasOwn(DEFECTS, name)
}

/** All switches in the position of a preset. */
export function presetDefects(preset: DefectPreset): Defects {
  const on = preset === 'head'
  return {
    jsonbText: on,
    questionOptions: on,
    botMisreadsText: on,
    badValuesStopBot: on,
    rollbackWithTokenFails: on,
    rollbackForgets: on,
    reorderCollides: on,
    automodWriteLies: on,
    automodSeverityIgnored: on,
    automodDeleteBlocked: on,
    automodSettingsPartial: on,
    verificationQueueEmpty: on,
    verificationResolveFails: on,
    commandUsageNull: on,
    slashClearLeavesNoHistory: on,
    personalRemindersFail: on,
  }
}
